namespace Seedance.Connection;

/// <summary>What one command asks of the client: its limits, and where to report what it does.</summary>
internal sealed class ClientOptions
{
    /// <summary>Limits the concurrent requests.</summary>
    public required RequestGate Gate { get; init; }

    /// <summary>How many jobs may be on the service at once; null is ten for each that the account's plan runs at once.</summary>
    public int? MaxInFlight { get; init; }

    public RetryLimits Retry { get; init; } = new();

    /// <summary>Called for each request with its description; null when nobody listens. The text is built only when it is shown.</summary>
    public Action<Func<string>>? Trace { get; init; }

    /// <summary>Called with each request before it is sent; null when nobody listens.</summary>
    public Action<RequestInfo>? OnRequest { get; init; }

    /// <summary>Called with each upload and download that begins; null when nobody listens.</summary>
    public Action<Transfer>? OnTransfer { get; init; }

    /// <summary>Called with what a user should know while work continues.</summary>
    public Action<string>? Warn { get; init; }
}
