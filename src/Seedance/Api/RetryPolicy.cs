namespace Seedance.Api;

/// <summary>After which failures a request is sent again. Written here because Polly would be one more dll to clash in a session.</summary>
internal sealed class RetryPolicy
{
    /// <summary>For reads and uploads, which cost nothing: every transient failure is retried.</summary>
    public static readonly RetryPolicy Idempotent = new(failure => failure
        is RateLimitedException or UnreachableException or ProxyUnreachableException or ProxyRejectedException { IsTransient: true } or ConnectionLostException or RequestTimeoutException or ServiceFailureException or UnexpectedResponseException);

    /// <summary>For creates, which cost money: retried only when the request was not sent, or was rejected as too fast.</summary>
    public static readonly RetryPolicy AtMostOnce = new(failure => failure is RateLimitedException or UnreachableException or ProxyUnreachableException or ProxyRejectedException { IsTransient: true });

    /// <summary>For callers that retry by themselves.</summary>
    public static readonly RetryPolicy None = new(_ => false);

    private static readonly TimeSpan _maxDelay = TimeSpan.FromSeconds(30);

    private RetryPolicy(Func<SeedanceException, bool> isTransient) => IsTransient = isTransient;

    /// <summary>Whether the request may be sent again after this failure.</summary>
    public Func<SeedanceException, bool> IsTransient { get; }

    /// <summary>Makes attempts until one succeeds or no further one is allowed.</summary>
    /// <param name="attempt">Makes one attempt.</param>
    /// <param name="limits">How often and for how long.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="onRetry">Called before each delay, with the failure and the delay.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    public async Task<T> RunAsync<T>(Func<Task<T>> attempt, RetryLimits limits, TimeProvider clock, Action<SeedanceException, TimeSpan> onRetry, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        for (var number = 1; ; number++)
        {
            TimeSpan? delay = null;
            try
            {
                return await attempt();
            }
            catch (SeedanceException failure) when ((delay = DelayAfter(failure, number, limits, clock.GetElapsedTime(start))) is not null)
            {
                onRetry(failure, delay!.Value);
            }
            catch (RateLimitedException failure) when (number > 1)
            {
                throw failure.GaveUpAfter(clock.GetElapsedTime(start));
            }

            await clock.Delay(delay!.Value, cancellationToken);
        }
    }

    /// <summary>How long to wait before the next attempt, or null when there should be none.</summary>
    /// <param name="failure">How the attempt ended.</param>
    /// <param name="attempt">Its number, from 1.</param>
    /// <param name="limits">How often and for how long.</param>
    /// <param name="elapsed">The time since the first attempt began.</param>
    public TimeSpan? DelayAfter(SeedanceException failure, int attempt, RetryLimits limits, TimeSpan elapsed)
    {
        // A Retry-After of zero or in the past must not become a loop without a pause.
        var delay = (failure as RateLimitedException)?.RetryAfter is { } asked && asked > TimeSpan.Zero ? asked : Backoff(attempt);
        return IsTransient(failure) && limits.Allow(failure, attempt) && elapsed + delay <= limits.Timeout ? delay : null;
    }

    /// <summary>0.5 s, 1 s, 2 s … up to 30 s, each up to a quarter more or less so that many clients do not return together.</summary>
    private static TimeSpan Backoff(int attempt)
    {
        var seconds = Math.Min(_maxDelay.TotalSeconds, 0.5 * Math.Pow(2, attempt - 1));
        return TimeSpan.FromSeconds(seconds * (0.75 + (Jitter.Next() / 2)));
    }
}
