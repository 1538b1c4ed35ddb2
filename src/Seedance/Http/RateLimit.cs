namespace Seedance;

/// <summary>At most so many in any one minute, first come first served. Whoever comes is given a moment and waits for it.</summary>
/// <remarks>Written here, for System.Threading.RateLimiting knows no clock but the machine's, and would be one more dll to clash in a session.</remarks>
internal sealed class RateLimit
{
    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);

    private readonly object _lock = new();
    private readonly Queue<DateTimeOffset> _moments = new();
    private int _perMinute;

    /// <param name="perMinute">How many; 0 is no limit.</param>
    public RateLimit(int perMinute) => PerMinute = perMinute;

    /// <summary>How many in a minute; 0 is no limit.</summary>
    public int PerMinute
    {
        get => Volatile.Read(ref _perMinute);
        set => Volatile.Write(ref _perMinute, value);
    }

    /// <summary>Waits for its moment.</summary>
    public Task EnterAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        var pause = Reserve(clock.GetUtcNow());
        return pause > TimeSpan.Zero ? clock.Delay(pause, cancellationToken) : Task.CompletedTask;
    }

    private TimeSpan Reserve(DateTimeOffset now)
    {
        lock (_lock)
        {
            if (PerMinute == 0)
            {
                return TimeSpan.Zero;
            }

            var moment = now;
            while (_moments.Count >= PerMinute)
            {
                // The last minute's places are taken: it is the turn of whoever comes a minute after the oldest.
                moment = _moments.Dequeue() + _minute;
            }

            moment = moment > now ? moment : now;
            _moments.Enqueue(moment);
            return moment - now;
        }
    }
}

/// <summary>What the service takes of one account in a minute. API page: Limits.</summary>
internal sealed class RateLimits
{
    /// <summary>Create requests.</summary>
    public RateLimit Creates { get; } = new(100);

    /// <summary>All requests, creates among them.</summary>
    public RateLimit Requests { get; } = new(2000);

    /// <summary>Other limits; 0 is none.</summary>
    public void Set(int createsPerMinute, int requestsPerMinute) => (Creates.PerMinute, Requests.PerMinute) = (createsPerMinute, requestsPerMinute);
}
