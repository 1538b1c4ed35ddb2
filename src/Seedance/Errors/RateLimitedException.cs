namespace Seedance;

/// <summary>The service received too many requests (HTTP 429).</summary>
public sealed class RateLimitedException : SeedanceServiceException
{
    internal RateLimitedException(ServiceResponse response, TimeSpan? retryAfter, TimeSpan? gaveUpAfter = null)
        : base(gaveUpAfter is { } elapsed ? Messages.RateLimitExceeded(elapsed) : Messages.RateLimited, response) =>
        (RetryAfter, _response) = (retryAfter, response);

    private readonly ServiceResponse _response;

    /// <summary>How long the service asked to wait; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>The same error, once it is no longer retried.</summary>
    internal RateLimitedException GaveUpAfter(TimeSpan elapsed) => new(_response, RetryAfter, elapsed);
}
