using System.Threading.Channels;

namespace Seedance.Tests;

/// <summary>A clock whose periodic timers fire when the test says so. Everything else is left to another clock.</summary>
internal sealed class ManualTimerClock(TimeProvider clock) : TimeProvider
{
    private readonly Channel<ManualTimer> _timers = Channel.CreateUnbounded<ManualTimer>();

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    /// <summary>Waits for the next periodic timer to be created.</summary>
    public ValueTask<ManualTimer> NextTimerAsync() => _timers.Reader.ReadAsync();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (period == Timeout.InfiniteTimeSpan)
        {
            return clock.CreateTimer(callback, state, dueTime, period);
        }

        var timer = new ManualTimer(callback, state, period);
        _timers.Writer.TryWrite(timer);
        return timer;
    }
}
