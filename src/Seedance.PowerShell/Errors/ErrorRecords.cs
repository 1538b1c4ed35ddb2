using System.Management.Automation;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Errors;

/// <summary>Turns errors into what a script can act on: ID, category, target, the full message and the recommended action.</summary>
internal static class ErrorRecords
{
    /// <summary>The error record of a failure.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="target">The user's input.</param>
    /// <param name="submitted">The job that was submitted for the input by then; null when there is none.</param>
    /// <param name="label">How the message calls the input; null where its target shows what it is.</param>
    /// <param name="recommended">The recommended action, where the cmdlet knows better than the failure.</param>
    public static ErrorRecord ToErrorRecord(this SeedanceException failure, object? target, SeedanceGeneration? submitted = null, string? label = null, string? recommended = null)
    {
        var (category, action) = Describe(failure);
        var message = MessageOf(failure, submitted);
        return new ErrorRecord(failure, $"Seedance.{failure.ErrorId}", category, target)
        {
            ErrorDetails = new ErrorDetails(label is null ? message : $"{label}: {message}") { RecommendedAction = ActionOf(failure, submitted) ?? recommended ?? action },
        };
    }

    /// <summary>An error after the submission names its job: it is paid, whatever failed then.</summary>
    private static string MessageOf(SeedanceException failure, SeedanceGeneration? submitted) =>
        submitted is null || failure.Message.Contains(submitted.Id) ? failure.Message : $"Generation {submitted.Id}: {failure.Message}";

    /// <summary>Once a job is submitted, no action may lead to a second one.</summary>
    private static string? ActionOf(SeedanceException failure, SeedanceGeneration? submitted) =>
        submitted is null || failure is GenerationFailedException or WaitTimeoutException or VideoNotReadyException or FileExistsException or SaveFailedException or BrokenDownloadException
            ? null
            : Recommendations.ResumeGeneration(submitted);

    private static (ErrorCategory Category, string Action) Describe(SeedanceException failure) => failure switch
    {
        NoApiKeyException => (ErrorCategory.AuthenticationError, Recommendations.Connect),
        UnauthorizedException => (ErrorCategory.AuthenticationError, Recommendations.ReplaceKey),
        SecretModuleMissingException => (ErrorCategory.NotInstalled, Recommendations.InstallSecretManagement),
        SecretNotFoundException missing => (ErrorCategory.ObjectNotFound, Recommendations.FindSecret(missing.SecretName)),
        VaultLockedException => (ErrorCategory.PermissionDenied, Recommendations.UnlockVault),
        SecretFailedException => (ErrorCategory.ReadError, Recommendations.CheckVault),
        InvalidSecretException invalid => (ErrorCategory.InvalidData, Recommendations.ReplaceSecret(invalid.SecretName)),
        InvalidConnectionException => (ErrorCategory.InvalidArgument, Recommendations.Connect),
        InvalidRequestException { Faults: [var first, ..] } => (ErrorCategory.InvalidArgument, Recommendations.FixRequest(first)),
        MissingFileException => (ErrorCategory.ObjectNotFound, Recommendations.FindFile),
        InvalidMediaException media => (ErrorCategory.InvalidData, Recommendations.FixFile(media)),
        InvalidJsonException => (ErrorCategory.ParserError, Recommendations.FixJson),
        UnsupportedInputException unsupported => (ErrorCategory.InvalidType, unsupported.Recommendation ?? Recommendations.SeeInputs),
        InsufficientCreditsException => (ErrorCategory.LimitsExceeded, Recommendations.BuyCredits),
        UnknownModelException => (ErrorCategory.ObjectNotFound, Recommendations.ListModels),
        CostLimitException => (ErrorCategory.LimitsExceeded, Recommendations.RaiseLimit(null)),
        DailyBudgetException => (ErrorCategory.LimitsExceeded, Recommendations.RaiseBudget(null)),
        UnknownCostException => (ErrorCategory.LimitsExceeded, Recommendations.SeeModels),
        PromptBlockedException => (ErrorCategory.PermissionDenied, Recommendations.RewordPrompt),
        ModelNotSupportedException => (ErrorCategory.NotImplemented, Recommendations.UpdateModule),
        MediaRejectedException => (ErrorCategory.InvalidData, Recommendations.UploadAgain),
        RateLimitedException => (ErrorCategory.LimitsExceeded, Recommendations.SlowDown),
        RequestRejectedException rejected => (ErrorCategory.InvalidArgument, Recommendations.ChangeRejected(rejected.Fields)),
        NotFoundException => (ErrorCategory.ObjectNotFound, Recommendations.CheckId),
        ServiceFailureException or UnexpectedResponseException => (ErrorCategory.InvalidResult, Recommendations.TryLater),
        UnreachableException => (ErrorCategory.ConnectionError, Recommendations.CheckNetwork),
        ProxyUnreachableException => (ErrorCategory.ConnectionError, Recommendations.CheckProxy),
        ProxyRejectedException refusal => (refusal.StatusCode == 407 ? ErrorCategory.AuthenticationError : ErrorCategory.PermissionDenied, Recommendations.SatisfyProxy(refusal)),
        ConnectionLostException => (ErrorCategory.ConnectionError, Recommendations.TryAgain),
        RequestTimeoutException => (ErrorCategory.OperationTimeout, Recommendations.AllowMoreTime),
        SubmissionUnknownException unknown => (ErrorCategory.ConnectionError, Recommendations.SettleUnknown(unknown.Job)),
        JournalException { IsCorrupt: true } corrupt => (ErrorCategory.InvalidData, Recommendations.InspectEntry(corrupt.Path)),
        JournalException => (ErrorCategory.WriteError, Recommendations.MakeJournalWritable),
        OtherAccountException other => (ErrorCategory.PermissionDenied, Recommendations.UseOtherAccount(other.Job)),
        JobUnfinishedException => (ErrorCategory.ResourceBusy, Recommendations.FinishJob),
        GenerationFailedException failed => (ErrorCategory.InvalidResult, Recommendations.ReplaceFailed(failed.Generation)),
        WaitTimeoutException timeout => (ErrorCategory.OperationTimeout, Recommendations.WaitFor(timeout.Generation)),
        VideoNotReadyException early => (ErrorCategory.ResourceUnavailable, Recommendations.WaitFor(early.Generation)),
        SameDestinationException => (ErrorCategory.ResourceExists, Recommendations.UsePlaceholders),
        FFmpegMissingException => (ErrorCategory.NotInstalled, FilmText.InstallFFmpeg),
        FFmpegFailedException => (ErrorCategory.InvalidResult, FilmText.SeeFFmpegMessage),
        UnreadableVideoException unreadable => (ErrorCategory.InvalidData, FilmText.CheckVideo(unreadable.Path)),
        WriteFailedException => (ErrorCategory.WriteError, FilmText.WriteElsewhere),
        FileExistsException exists => (ErrorCategory.ResourceExists, Recommendations.Overwrite(exists.Generation)),
        SaveFailedException unsaved => (ErrorCategory.WriteError, Recommendations.SaveElsewhere(unsaved.Generation)),
        BrokenDownloadException broken => (ErrorCategory.InvalidData, Recommendations.SaveAgain(broken.Generation)),
        _ => (ErrorCategory.NotSpecified, Recommendations.TryAgain),
    };
}
