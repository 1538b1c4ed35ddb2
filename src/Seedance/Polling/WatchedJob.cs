namespace Seedance.Polling;

/// <summary>One job that somebody waits for: its waits, and when it is polled next.</summary>
internal sealed class WatchedJob(string id, DateTimeOffset submittedAt)
{
    /// <summary>How many times its age may have grown between the last two polls for its time to count as observed.</summary>
    private const double MaxAgeRatio = 4;

    private DateTimeOffset? _lastPending;

    public string Id => id;

    public List<JobWait> Waits { get; } = [];

    public DateTimeOffset NextPollAt { get; set; }

    /// <summary>Whether a poll is in progress.</summary>
    public bool IsPolling { get; set; }

    /// <summary>Its position in the order of the account's jobs; null while it is not known.</summary>
    public long? Sequence { get; set; }

    /// <summary>While its position is not known: this many of the account's newest jobs are others.</summary>
    public long ScannedJobs { get; set; }

    /// <summary>Whether it is next polled by its id: the list did not show it, or not enough of it.</summary>
    public bool PollById { get; set; }

    /// <summary>How often in a row the list did not show it.</summary>
    public int ListMisses { get; set; }

    public JobWait FirstWait => Waits[0];

    /// <summary>Reports a reading to all waits.</summary>
    /// <returns>How long the job took, if that was observed: it has ended since a recent poll.</returns>
    public TimeSpan? OnPolled(SeedanceGeneration reading, DateTimeOffset now)
    {
        var took = TimeTaken(reading, now);
        var observed = took is null ? reading : reading with { Took = took };
        foreach (var wait in Waits)
        {
            wait.OnPolled(observed, now);
        }

        _lastPending = reading.Status == GenerationStatus.Pending ? now : _lastPending;
        return took;
    }

    public void OnPollFailed(SeedanceException failure, DateTimeOffset now)
    {
        foreach (var wait in Waits)
        {
            wait.OnPollFailed(failure, now);
        }
    }

    /// <summary>Ends all waits with an unexpected failure.</summary>
    public void Fail(Exception failure)
    {
        foreach (var wait in Waits)
        {
            wait.Fail(failure);
        }
    }

    /// <summary>Seconds since the job was submitted, as far as is known.</summary>
    public double AgeAt(DateTimeOffset now) => Math.Max(0, (now - submittedAt).TotalSeconds);

    // Between the last two polls: the geometric mean of both ages, because guesses are wrong by factors and not by seconds.
    private TimeSpan? TimeTaken(SeedanceGeneration reading, DateTimeOffset now) =>
        reading.Status == GenerationStatus.Complete && _lastPending is { } last && AgeAt(last) * MaxAgeRatio >= AgeAt(now)
            ? TimeSpan.FromSeconds(Math.Sqrt(AgeAt(last) * AgeAt(now)))
            : null;
}
