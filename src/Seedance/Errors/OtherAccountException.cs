namespace Seedance;

/// <summary>A job belongs to another account than the connection's. It is never looked for, or resumed, through this one.</summary>
public sealed class OtherAccountException : SeedanceException
{
    internal OtherAccountException(SeedanceJob job) : base(Messages.OtherAccount(job)) => Job = job;

    /// <summary>The job's entry in the journal.</summary>
    public SeedanceJob Job { get; }
}
