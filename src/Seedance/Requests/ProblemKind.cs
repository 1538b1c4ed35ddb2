namespace Seedance.Requests;

/// <summary>What can be wrong, or doubtful, with a request.</summary>
internal enum ProblemKind
{
    /// <summary>The model is not in the table.</summary>
    UnknownModel,
    PromptEmpty,
    PromptTooLong,

    /// <summary>The prompt contains half of a surrogate pair, which is not a character.</summary>
    PromptInvalidText,
    OutOfRange,

    /// <summary>Width or height is negative, or only one of them is zero.</summary>
    InvalidSize,

    /// <summary>The size is not one that the service's web application offers.</summary>
    UncommonSize,
    /// <summary>The model does not have the setting.</summary>
    NotOfModel,
    UnknownMode,
    ModeConflictsWithSize,
    ModeDeprecated,
    TooManyItems,
    RequiresOneOf,
    ConflictsWith,
    WrongMediaKind,

    /// <summary>Video and audio must be uploaded: only images can be given as an address or inline.</summary>
    RequiresUpload,

    /// <summary>The model accepts only uploaded files here.</summary>
    NotUploaded,
    NotHttps,
    NoSource,
    MissingFile,
    NegativeOrder,

    /// <summary>The frame's aspect ratio differs from the video's, so the service stretches or crops it.</summary>
    AspectRatioMismatch,

    /// <summary>The prompt names a reference that is not attached.</summary>
    ReferenceNotAttached,
    FileTooLarge,
    UncommonDuration,
    UncommonFrameRate,
    UncommonDimensions,
    TotalDurationTooLong,
}
