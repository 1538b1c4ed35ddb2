using Microsoft.Extensions.Time.Testing;

namespace Seedance.Tests;

/// <summary>A clock on which each delay ends at once and is recorded.</summary>
internal sealed class InstantClock(DateTimeOffset? start = null) : TimeProvider
{
    /// <summary>A timer of this length is the timeout of a request, which must not be reached.</summary>
    private static readonly TimeSpan _requestTimeout = TimeSpan.FromSeconds(100);

    private readonly FakeTimeProvider _time = new(start ?? new DateTimeOffset(2026, 3, 9, 14, 14, 40, TimeSpan.Zero));

    /// <summary>The delays, in their order. Request timeouts and periodic timers are left out.</summary>
    public List<TimeSpan> Delays { get; } = [];

    public override long TimestampFrequency => _time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _time.GetUtcNow();

    public override long GetTimestamp() => _time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        // Periodic timers watch something and are no delay.
        if (period != Timeout.InfiniteTimeSpan)
        {
            return System.CreateTimer(callback, state, dueTime, period);
        }

        // Mono sorts all timers that are due sometime, thousands of them.
        if (dueTime >= _requestTimeout)
        {
            return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
        }

        lock (Delays)
        {
            Delays.Add(dueTime);
        }

        _time.Advance(dueTime);
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
