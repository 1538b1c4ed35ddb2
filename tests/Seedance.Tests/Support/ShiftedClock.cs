namespace Seedance.Tests;

/// <summary>A clock whose time of day is wrong, or is changed while the program runs. Timers and timestamps do not notice.</summary>
internal sealed class ShiftedClock(TimeProvider clock) : TimeProvider
{
    /// <summary>How far it is ahead.</summary>
    public TimeSpan Offset { get; set; }

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() + Offset;

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => clock.CreateTimer(callback, state, dueTime, period);
}
