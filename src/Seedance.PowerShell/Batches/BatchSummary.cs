namespace Seedance.PowerShell;

/// <summary>How a pipeline with several inputs has ended: the MessageData of an information record with the tag Seedance.</summary>
public sealed record BatchSummary
{
    /// <summary>How many inputs there were.</summary>
    public int Inputs { get; init; }

    /// <summary>How many videos are on disk.</summary>
    public int Saved { get; init; }

    /// <summary>How many videos are complete on the service and were not saved.</summary>
    public int Complete { get; init; }

    /// <summary>How many jobs were submitted and not waited for.</summary>
    public int Submitted { get; init; }

    /// <summary>How many inputs ended with an error.</summary>
    public int Failed { get; init; }

    /// <summary>How many inputs were not processed.</summary>
    public int Skipped { get; init; }

    /// <summary>How many jobs are not finished: the pipeline was stopped, or the time was up.</summary>
    public int Unfinished { get; init; }

    /// <summary>What the jobs that were submitted cost in US dollars, as far as the service's responses say; null when nothing is known.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Whether <see cref="Cost"/> includes every job that was submitted.</summary>
    public bool IsCostComplete { get; init; }

    /// <summary>Whether the jobs are the sandbox's, so that the cost is simulated and nothing is paid.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>The command that finishes what is not finished, and submits nothing; null when there is nothing left.</summary>
    public string? ResumeCommand { get; init; }

    /// <summary>How to submit, and pay for, what failed on the service once more; null where that is not safe.</summary>
    public string? RetryCommand { get; init; }

    /// <summary>All of it in words.</summary>
    public required string Message { get; init; }

    /// <summary>All of it in words.</summary>
    public override string ToString() => Message;
}
