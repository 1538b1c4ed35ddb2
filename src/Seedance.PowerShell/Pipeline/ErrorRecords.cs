using System.Management.Automation;

namespace Seedance.PowerShell;

/// <summary>Turns what went wrong into what a script can act on: id, category, target, the whole story and the next command to type.</summary>
internal static class ErrorRecords
{
    public static ErrorRecord ToErrorRecord(this SeedanceException failure, object? target)
    {
        var (category, nextStep) = Describe(failure);
        return new ErrorRecord(failure, $"Seedance.{failure.ErrorId}", category, target)
        {
            ErrorDetails = new ErrorDetails(failure.Message) { RecommendedAction = nextStep },
        };
    }

    private static (ErrorCategory Category, string NextStep) Describe(SeedanceException failure) => failure switch
    {
        NoApiKeyException => (ErrorCategory.AuthenticationError, Strings.ToConnect),
        UnauthorizedException => (ErrorCategory.AuthenticationError, Strings.ToReplaceKey),
        InvalidConnectionException => (ErrorCategory.InvalidArgument, Strings.ToConnect),
        InvalidRequestException { Faults: [var first, ..] } => (ErrorCategory.InvalidArgument, Strings.ToMend(first)),
        MissingFileException => (ErrorCategory.ObjectNotFound, Strings.ToFindFile),
        InvalidMediaException => (ErrorCategory.InvalidData, Strings.ToConvertFile),
        InvalidJsonException => (ErrorCategory.ParserError, Strings.ToMendJson),
        UnsupportedInputException => (ErrorCategory.InvalidType, Strings.ToGiveInput),
        InsufficientCreditsException => (ErrorCategory.LimitsExceeded, Strings.ToBuyCredits),
        PromptBlockedException => (ErrorCategory.PermissionDenied, Strings.ToRewordPrompt),
        ModelNotSupportedException => (ErrorCategory.NotImplemented, Strings.ToUpdateModule),
        MediaRefusedException => (ErrorCategory.InvalidData, Strings.ToUploadAgain),
        RateLimitedException => (ErrorCategory.LimitsExceeded, Strings.ToSlowDown),
        RequestRefusedException refused => (ErrorCategory.InvalidArgument, Strings.ToReadRefusal(refused.Parameters)),
        NotFoundException => (ErrorCategory.ObjectNotFound, Strings.ToCheckId),
        ServiceFailureException or UnknownAnswerException => (ErrorCategory.InvalidResult, Strings.ToTryLater),
        UnreachableException => (ErrorCategory.ConnectionError, Strings.ToCheckNetwork),
        ConnectionLostException => (ErrorCategory.ConnectionError, Strings.ToTryAgain),
        RequestTimeoutException => (ErrorCategory.OperationTimeout, Strings.ToAllowTime),
        SubmissionUnknownException unknown => (ErrorCategory.ConnectionError, Strings.ToSettleUnknown(unknown.Job)),
        JournalException { IsCorrupt: true } corrupt => (ErrorCategory.InvalidData, Strings.ToLookAtEntry(corrupt.Path)),
        JournalException => (ErrorCategory.WriteError, Strings.ToMakeJournalWritable),
        JobUnfinishedException => (ErrorCategory.ResourceBusy, Strings.ToFinishJob),
        GenerationFailedException failed => (ErrorCategory.InvalidResult, Strings.ToReplaceFailed(failed.Generation)),
        WaitTimeoutException timeout => (ErrorCategory.OperationTimeout, Strings.ToWaitOn(timeout.Generation)),
        VideoNotReadyException early => (ErrorCategory.ResourceUnavailable, Strings.ToWaitOn(early.Generation)),
        FileExistsException exists => (ErrorCategory.ResourceExists, Strings.ToOverwrite(exists.Generation)),
        SaveFailedException unsaved => (ErrorCategory.WriteError, Strings.ToSaveElsewhere(unsaved.Generation)),
        BrokenDownloadException broken => (ErrorCategory.InvalidData, Strings.ToSaveAgain(broken.Generation)),
        _ => (ErrorCategory.NotSpecified, Strings.ToTryAgain),
    };
}
