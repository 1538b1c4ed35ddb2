namespace Seedance.Api;

/// <summary>How often, and for how long in total, one request is retried.</summary>
internal sealed record RetryLimits
{
    private const int DefaultMaxRetries = 3;

    /// <summary>The number of retries. Null is three, but as many as the timeout allows after HTTP 429, because a full queue empties with time.</summary>
    public int? MaxRetries { get; init; }

    /// <summary>The total time for the request and its retries.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    public bool Allow(SeedanceException failure, int attempt) => attempt <= (MaxRetries ?? (failure is RateLimitedException ? int.MaxValue : DefaultMaxRetries));
}
