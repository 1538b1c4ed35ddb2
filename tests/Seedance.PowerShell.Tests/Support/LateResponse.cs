namespace Seedance.PowerShell.Tests;

/// <summary>The response to a create that is on the wire when the pipeline is stopped.</summary>
public enum LateResponse
{
    /// <summary>The job exists, and the response with its id arrives after the stop.</summary>
    Job,

    /// <summary>The service creates the job only after the stop.</summary>
    JobToBe,

    /// <summary>The job exists, and the connection is lost after the stop.</summary>
    Disconnected,

    /// <summary>The job exists, and the response is HTTP 503.</summary>
    Outage,

    /// <summary>The job exists, and the response has no id.</summary>
    Unreadable,

    /// <summary>The service rejects the request after the stop.</summary>
    Rejected,

    /// <summary>The service has asked for a pause, which the stop ends.</summary>
    RateLimited,
}
