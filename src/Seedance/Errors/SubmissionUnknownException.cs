namespace Seedance;

/// <summary>A job was sent, its response was lost, and the account's list does not show it: it may exist and may have been charged. It is never sent again automatically.</summary>
public sealed class SubmissionUnknownException : SeedanceException
{
    internal SubmissionUnknownException(SeedanceJob job, SeedanceException? cause, SeedanceException? listFailure, bool isAmbiguous)
        : base(Messages.SubmissionUnknown(job, cause, listFailure, isAmbiguous), cause ?? listFailure) =>
        (Job, IsListReadable, IsAmbiguous) = (job, listFailure is null, isAmbiguous);

    /// <summary>The submission's entry in the journal.</summary>
    public SeedanceJob Job { get; }

    /// <summary>Whether the account's list could be read.</summary>
    internal bool IsListReadable { get; }

    /// <summary>Whether the list shows a job that could be this one, or another submission's.</summary>
    internal bool IsAmbiguous { get; }
}
