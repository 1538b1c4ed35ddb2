using Seedance.PowerShell.Batches;

namespace Seedance.PowerShell.Pipeline;

/// <summary>The work of one input.</summary>
internal sealed class WorkItem(Action release)
{
    private int _released;

    /// <summary>What counts it; null where the pipeline counts other items.</summary>
    public BatchWork? Work { get; set; }

    /// <summary>How it ends unless it fails.</summary>
    public BatchOutcome Outcome { get; set; }

    /// <summary>The job that was submitted for the input; null until then.</summary>
    public SeedanceGeneration? Submitted { get; private set; }

    /// <summary>How messages call the input; null where the target of the error shows what it is.</summary>
    public string? Label { get; set; }

    /// <summary>The job of the input is known.</summary>
    /// <param name="generation">The job.</param>
    /// <param name="isNew">Whether it was submitted, and paid, just now.</param>
    public void OnSubmitted(SeedanceGeneration generation, bool isNew)
    {
        Submitted = generation;
        Work?.OnSubmitted(generation, isNew);
    }

    /// <summary>Makes room for the next input while this work continues, for example by waiting for a job.</summary>
    public void Release()
    {
        if (Interlocked.Exchange(ref _released, 1) == 0)
        {
            release();
        }
    }
}
