namespace Seedance.Media;

/// <summary>Why a local file can't be used as media.</summary>
internal enum MediaRefusal
{
    /// <summary>It is of no format that the service accepts.</summary>
    UnsupportedFormat,

    /// <summary>It has no bytes.</summary>
    Empty,

    /// <summary>It ends before its content does.</summary>
    Incomplete,

    /// <summary>It is a file for video, and there is none in it.</summary>
    NoVideoTrack,
}
