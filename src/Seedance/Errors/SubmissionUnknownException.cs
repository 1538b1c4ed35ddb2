namespace Seedance;

/// <summary>A job was sent, its response was lost, and the account's list does not show it: it may exist and may have been charged. It is never sent again automatically.</summary>
public sealed class SubmissionUnknownException : SeedanceException
{
    internal SubmissionUnknownException(SeedanceJob job, SeedanceException? cause, SeedanceException? listFailure)
        : base(Messages.SubmissionUnknown(job, cause, listFailure), cause ?? listFailure) =>
        (Job, IsListed) = (job, listFailure is null);

    /// <summary>The submission's entry in the journal.</summary>
    public SeedanceJob Job { get; }

    /// <summary>Whether the account's list could be read and does not show the job.</summary>
    internal bool IsListed { get; }
}
