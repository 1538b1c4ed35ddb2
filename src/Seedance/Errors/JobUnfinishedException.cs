namespace Seedance;

/// <summary>A journal entry was to be removed although its job is neither saved nor failed.</summary>
public sealed class JobUnfinishedException : SeedanceException
{
    internal JobUnfinishedException(SeedanceJob job) : base(Messages.JobUnfinished(job)) => Job = job;

    /// <summary>The entry.</summary>
    public SeedanceJob Job { get; }
}
