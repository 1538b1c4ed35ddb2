namespace Seedance.Api;

/// <summary>How many requests the service accepts from one account in a minute. API page: Limits.</summary>
internal sealed class RateLimits
{
    /// <summary>Create requests.</summary>
    public RateLimit Creates { get; } = new(100);

    /// <summary>All requests, creates among them.</summary>
    public RateLimit Requests { get; } = new(2000);

    /// <summary>Sets other limits; 0 means no limit.</summary>
    public void Set(int createsPerMinute, int requestsPerMinute) => (Creates.PerMinute, Requests.PerMinute) = (createsPerMinute, requestsPerMinute);
}
