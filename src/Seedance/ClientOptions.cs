namespace Seedance;

/// <summary>What one cmdlet asks of the client: how much at once, how stubbornly, and where to tell what it does.</summary>
internal sealed class ClientOptions
{
    public required RequestGate Gate { get; init; }

    /// <summary>How many jobs may be at the service at once; null is ten for each that the account's plan works on at once.</summary>
    public int? MaxInFlight { get; init; }

    public RetryLimits Retry { get; init; } = new();

    /// <summary>Told of each request; null when nobody listens. The text is built only by who shows it.</summary>
    public Action<Func<string>>? Trace { get; init; }

    /// <summary>Told of what a user should know while work goes on.</summary>
    public Action<string>? Warn { get; init; }
}
