namespace Seedance;

/// <summary>When a request may be sent again, and after how long. Written here because Polly would be one more dll to clash in a session.</summary>
internal sealed class RetryPolicy
{
    /// <summary>Reads and uploads cost nothing: any passing trouble is tried again.</summary>
    public static readonly RetryPolicy Free = new(failure => failure
        is UnreachableException or ConnectionLostException or RequestTimeoutException or ServiceFailureException or UnknownAnswerException);

    /// <summary>A create is sent again only when it surely never left.</summary>
    public static readonly RetryPolicy Paid = new(failure => failure is UnreachableException);

    /// <summary>For a caller that asks again by itself.</summary>
    public static readonly RetryPolicy None = new(_ => false) { _patience = TimeSpan.Zero };

    private const int MostAttempts = 4;

    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(30);

    private readonly Func<SeedanceException, bool> _mayPass;

    // "Too fast" is no refusal: a full queue is waited out.
    private TimeSpan _patience = TimeSpan.FromMinutes(10);

    private RetryPolicy(Func<SeedanceException, bool> mayPass) => _mayPass = mayPass;

    /// <summary>How long to wait before the next attempt, or null when there should be none.</summary>
    /// <param name="failure">How the attempt ended.</param>
    /// <param name="attempt">Its number, from 1.</param>
    /// <param name="elapsed">The time since the first one began.</param>
    public TimeSpan? PauseAfter(SeedanceException failure, int attempt, TimeSpan elapsed)
    {
        var pause = (failure as RateLimitedException)?.RetryAfter ?? Backoff(attempt);
        return failure is RateLimitedException
            ? (elapsed + pause <= _patience ? pause : null)
            : (attempt < MostAttempts && _mayPass(failure) ? pause : null);
    }

    /// <summary>0.5 s, 1 s, 2 s … up to 30 s, each a quarter more or less so that many clients do not return together.</summary>
    private static TimeSpan Backoff(int attempt)
    {
        var seconds = Math.Min(_longestPause.TotalSeconds, 0.5 * Math.Pow(2, attempt - 1));
        return TimeSpan.FromSeconds(seconds * (0.75 + (Jitter.Next() / 2)));
    }
}
