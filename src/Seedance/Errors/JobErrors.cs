namespace Seedance;

/// <summary>A create request was sent, its answer was lost, and the account's list does not show the job: it may exist and may have been charged. It is not sent again.</summary>
public sealed class SubmissionUnknownException : SeedanceException
{
    internal SubmissionUnknownException(SeedanceJob job, SeedanceException? cause, SeedanceException? trouble)
        : base(Strings.SubmissionUnknown(job, cause, trouble), cause ?? trouble) => Job = job;

    /// <summary>The submission's entry in the journal.</summary>
    public SeedanceJob Job { get; }
}

/// <summary>The job ended without a video.</summary>
public sealed class GenerationFailedException : SeedanceException
{
    internal GenerationFailedException(SeedanceGeneration generation)
        : base(Strings.GenerationFailed(generation)) => Generation = generation;

    /// <summary>The generation as last read.</summary>
    public SeedanceGeneration Generation { get; }
}

/// <summary>The wait ended before the job did. The job goes on at the service; only the waiting stopped.</summary>
public sealed class WaitTimeoutException : SeedanceException
{
    internal WaitTimeoutException(SeedanceGeneration generation, TimeSpan timeout, SeedanceException? lastTrouble)
        : base(Strings.WaitTimeout(generation, timeout, lastTrouble), lastTrouble) => Generation = generation;

    /// <summary>The generation as last read.</summary>
    public SeedanceGeneration Generation { get; }
}

/// <summary>The generation has no video to save: not ended yet, or ended without one.</summary>
public sealed class VideoNotReadyException : SeedanceException
{
    internal VideoNotReadyException(SeedanceGeneration generation)
        : base(Strings.VideoNotReady(generation)) => Generation = generation;

    /// <summary>The generation as last read.</summary>
    public SeedanceGeneration Generation { get; }
}
