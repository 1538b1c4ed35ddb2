namespace Seedance;

/// <summary>One job that somebody waits for: who does, and when it is next looked at.</summary>
internal sealed class WatchedJob(string id, DateTimeOffset start)
{
    /// <summary>Times of age between two looks; over this nothing is learned.</summary>
    private const double WidestGap = 4;

    private DateTimeOffset? _lastPending;

    public string Id => id;

    public List<JobWait> Waits { get; } = [];

    /// <summary>When to look next.</summary>
    public DateTimeOffset Due { get; set; }

    /// <summary>Whether a look is under way.</summary>
    public bool IsBusy { get; set; }

    /// <summary>Its place in the order of the account's jobs; null while that is not known.</summary>
    public long? Sequence { get; set; }

    /// <summary>While its place is not known: so many of the account's newest jobs are others.</summary>
    public long Searched { get; set; }

    /// <summary>Whether it is next read by itself: the list did not show it, or not enough of it.</summary>
    public bool IsAlone { get; set; }

    /// <summary>How often in a row the list did not show it.</summary>
    public int ListMisses { get; set; }

    public JobWait First => Waits[0];

    /// <summary>Tells all who wait.</summary>
    /// <returns>How long the job took, where this is seen: it has ended since a look not long ago.</returns>
    public TimeSpan? See(SeedanceGeneration read, DateTimeOffset now)
    {
        var took = TimeTaken(read, now);
        var seen = took is null ? read : read with { Took = took };
        foreach (var wait in Waits)
        {
            wait.See(seen, now);
        }

        _lastPending = read.Status == GenerationStatus.Pending ? now : _lastPending;
        return took;
    }

    // Between the last look and this one: the root of both ages, for guesses are off by factors and not by seconds.
    private TimeSpan? TimeTaken(SeedanceGeneration read, DateTimeOffset now) =>
        read.Status == GenerationStatus.Complete && _lastPending is { } last && AgeAt(last) * WidestGap >= AgeAt(now)
            ? TimeSpan.FromSeconds(Math.Sqrt(AgeAt(last) * AgeAt(now)))
            : null;

    public void Miss(SeedanceException failure, DateTimeOffset now)
    {
        foreach (var wait in Waits)
        {
            wait.Miss(failure, now);
        }
    }

    /// <summary>Ends all waits with what should never have happened.</summary>
    public void Fail(Exception failure)
    {
        foreach (var wait in Waits)
        {
            wait.Fail(failure);
        }
    }

    /// <summary>Seconds since the job was submitted, as far as is known.</summary>
    public double AgeAt(DateTimeOffset now) => Math.Max(0, (now - start).TotalSeconds);
}
