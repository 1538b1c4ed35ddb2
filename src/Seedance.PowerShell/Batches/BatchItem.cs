namespace Seedance.PowerShell.Batches;

/// <summary>One input of a pipeline, and the job that it becomes, on its way through the cmdlets.</summary>
/// <remarks>Guarded by the lock of its <see cref="BatchTally"/>.</remarks>
internal sealed class BatchItem
{
    /// <summary>The job; null until it is submitted, and when there is nothing to resume any more.</summary>
    public SeedanceGeneration? Generation { get; set; }

    public BatchPhase Phase { get; set; }

    /// <summary>How the latest cmdlet's work on it ended.</summary>
    public BatchOutcome Outcome { get; set; }

    /// <summary>How it has ended: what a cmdlet still works on when the pipeline ends is not finished.</summary>
    public BatchOutcome FinalOutcome => Working > 0 ? BatchOutcome.Unfinished : Outcome;

    /// <summary>How many cmdlets have begun to work on it.</summary>
    public int Begun { get; set; }

    /// <summary>How many of them still do.</summary>
    public int Working { get; set; }

    /// <summary>The latest of them whose work has ended: an earlier one that ends after it says nothing new.</summary>
    public int LastEnded { get; set; }
}
