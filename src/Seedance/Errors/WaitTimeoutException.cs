namespace Seedance;

/// <summary>The wait ended before the job did. Only the waiting stopped; the job is still running on the service.</summary>
public sealed class WaitTimeoutException : SeedanceException
{
    internal WaitTimeoutException(SeedanceGeneration generation, TimeSpan timeout, SeedanceException? lastFailure)
        : base(Messages.WaitTimeout(generation, timeout, lastFailure), lastFailure) => Generation = generation;

    /// <summary>The generation as it was last read.</summary>
    public SeedanceGeneration Generation { get; }
}
