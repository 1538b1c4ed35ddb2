namespace Seedance.Submission;

/// <summary>How far a submission has come.</summary>
internal enum SubmissionState
{
    /// <summary>Nothing is recorded and nothing was sent.</summary>
    Planned,

    /// <summary>It is in the journal, and the service surely has no job of it.</summary>
    Recorded,

    /// <summary>The request may have reached the service.</summary>
    Sent,

    /// <summary>The id of its job is known.</summary>
    Settled,
}
