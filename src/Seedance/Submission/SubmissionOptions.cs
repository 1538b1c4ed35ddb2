namespace Seedance.Submission;

/// <summary>How a request is submitted, and what the journal records beside it.</summary>
internal sealed record SubmissionOptions
{
    /// <summary>The name under which the same inputs are submitted once; null submits each input.</summary>
    public string? JobName { get; init; }

    /// <summary>The input's turn among those that the same run submits under the name; null when it is the only one.</summary>
    public InputTurn? Turn { get; init; }

    /// <summary>What happens to a job that was submitted under the name before.</summary>
    public ResubmitMode Resubmit { get; init; }

    /// <summary>What the job will probably cost.</summary>
    public CostEstimate Estimate { get; init; } = new();

    /// <summary>The input's turn among those that share the command's cost limit; null when it has none.</summary>
    public SpendingTurn? Spending { get; init; }

    /// <summary>Whether a job whose price is not known is sent although there is a limit.</summary>
    public bool AllowsUnknownCost { get; init; }

    /// <summary>Where the video is to be saved: a folder or a file name template, as a full path; null when none was given.</summary>
    public string? Destination { get; init; }

    /// <summary>The file of the video, where its name is known before the job is paid and it replaces no other file; null otherwise. When it exists, it may be that of an earlier job under the name, and no new one is submitted.</summary>
    public string? NewFile { get; init; }

    /// <summary>Its position in the pipeline, for {index}.</summary>
    public int Index { get; init; }

    /// <summary>Its number among the takes of one input; null when the input has one.</summary>
    public int? Take { get; init; }
}
