namespace Seedance.PowerShell.Batches;

/// <summary>How a cmdlet's work on an item ended.</summary>
internal enum BatchOutcome
{
    /// <summary>The job is on the service, and nobody was asked to wait for it.</summary>
    Submitted,

    /// <summary>The video exists on the service.</summary>
    Complete,

    /// <summary>The video is on disk.</summary>
    Saved,

    /// <summary>An error was reported.</summary>
    Failed,

    /// <summary>An error was reported, and the job can't be resumed.</summary>
    FailedForGood,

    /// <summary>The job ended without a video.</summary>
    FailedOnService,

    /// <summary>The response to its submission was lost, and the job was not found.</summary>
    Lost,

    /// <summary>Its submission was canceled after the request was sent.</summary>
    Unknown,

    /// <summary>The work was canceled, or its time was up. Without a job it was skipped.</summary>
    Unfinished,
}
