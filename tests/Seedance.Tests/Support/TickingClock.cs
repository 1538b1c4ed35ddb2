namespace Seedance.Tests;

/// <summary>A clock that advances by a millisecond each time it is read, however fast the machine is.</summary>
internal sealed class TickingClock : TimeProvider
{
    private long _now;

    public override long TimestampFrequency => 1000;

    public override long GetTimestamp() => Interlocked.Increment(ref _now);
}
