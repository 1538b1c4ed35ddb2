namespace Seedance.Submission;

/// <summary>One submission in progress.</summary>
internal sealed class JobSubmission(SeedanceJob job)
{
    /// <summary>Its journal entry.</summary>
    public SeedanceJob Job { get; set; } = job;

    /// <summary>How often the request was sent.</summary>
    public int Attempts { get; set; }

    /// <summary>How far it has come.</summary>
    public SubmissionState State { get; set; }
}
