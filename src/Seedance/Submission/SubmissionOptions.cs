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

    /// <summary>Where the video is to be saved: a folder or a file name template, as a full path; null when none was given.</summary>
    public string? Destination { get; init; }

    /// <summary>Its position in the pipeline, for {index}.</summary>
    public int Index { get; init; }
}
