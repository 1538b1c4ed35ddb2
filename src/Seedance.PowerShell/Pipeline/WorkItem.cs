namespace Seedance.PowerShell.Pipeline;

/// <summary>The work of one input.</summary>
internal sealed class WorkItem(Action release)
{
    private int _released;

    /// <summary>The job that was submitted for the input; null until then.</summary>
    public SeedanceGeneration? Submitted { get; set; }

    /// <summary>How messages call the input; null where the target of the error shows what it is.</summary>
    public string? Label { get; set; }

    /// <summary>Makes room for the next input while this work continues, for example by waiting for a job.</summary>
    public void Release()
    {
        if (Interlocked.Exchange(ref _released, 1) == 0)
        {
            release();
        }
    }
}
