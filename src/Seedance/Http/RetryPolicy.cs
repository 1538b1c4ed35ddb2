namespace Seedance;

/// <summary>Which failures a request is sent again after. Written here because Polly would be one more dll to clash in a session.</summary>
internal sealed class RetryPolicy
{
    /// <summary>Reads and uploads cost nothing: any passing trouble is tried again.</summary>
    public static readonly RetryPolicy Free = new(failure => failure
        is RateLimitedException or UnreachableException or ConnectionLostException or RequestTimeoutException or ServiceFailureException or UnknownAnswerException);

    /// <summary>A create is sent again only when it surely never left, or was refused as too fast.</summary>
    public static readonly RetryPolicy Paid = new(failure => failure is RateLimitedException or UnreachableException);

    /// <summary>For a caller that asks again by itself.</summary>
    public static readonly RetryPolicy None = new(_ => false);

    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(30);

    private RetryPolicy(Func<SeedanceException, bool> mayPass) => MayPass = mayPass;

    /// <summary>Whether another attempt may be made after this.</summary>
    public Func<SeedanceException, bool> MayPass { get; }

    /// <summary>Attempts until one succeeds or there should be no more.</summary>
    /// <param name="attempt">One attempt.</param>
    /// <param name="limits">How often and for how long.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="told">Told of each pause and of what it comes after.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<T> RunAsync<T>(Func<Task<T>> attempt, RetryLimits limits, TimeProvider clock, Action<SeedanceException, TimeSpan> told, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        for (var number = 1; ; number++)
        {
            TimeSpan? pause = null;
            try
            {
                return await attempt();
            }
            catch (SeedanceException failure) when ((pause = PauseAfter(failure, number, limits, clock.GetElapsedTime(start))) is not null)
            {
                told(failure, pause!.Value);
            }

            await clock.Delay(pause!.Value, cancellationToken);
        }
    }

    /// <summary>How long to wait before the next attempt, or null when there should be none.</summary>
    /// <param name="failure">How the attempt ended.</param>
    /// <param name="attempt">Its number, from 1.</param>
    /// <param name="limits">How often and for how long.</param>
    /// <param name="elapsed">The time since the first one began.</param>
    public TimeSpan? PauseAfter(SeedanceException failure, int attempt, RetryLimits limits, TimeSpan elapsed)
    {
        var pause = (failure as RateLimitedException)?.RetryAfter ?? Backoff(attempt);
        return MayPass(failure) && limits.Allow(failure, attempt) && elapsed + pause <= limits.Timeout ? pause : null;
    }

    /// <summary>0.5 s, 1 s, 2 s … up to 30 s, each a quarter more or less so that many clients do not return together.</summary>
    private static TimeSpan Backoff(int attempt)
    {
        var seconds = Math.Min(_longestPause.TotalSeconds, 0.5 * Math.Pow(2, attempt - 1));
        return TimeSpan.FromSeconds(seconds * (0.75 + (Jitter.Next() / 2)));
    }
}

/// <summary>How often, and for how long in all, one request is sent again.</summary>
internal sealed record RetryLimits
{
    private const int UsualMost = 3;

    /// <summary>-MaxRetry; null is three times, and "too fast" as often as it takes: a full queue is waited out.</summary>
    public int? Most { get; init; }

    /// <summary>-RetryTimeout.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    public bool Allow(SeedanceException failure, int attempt) => attempt <= (Most ?? (failure is RateLimitedException ? int.MaxValue : UsualMost));
}
