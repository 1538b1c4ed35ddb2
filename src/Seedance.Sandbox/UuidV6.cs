namespace Seedance.Sandbox;

/// <summary>IDs as the service creates them: UUIDs of version 6, ordered by time.</summary>
internal static class UuidV6
{
    // The time in a UUID counts from 1582-10-15 in units of 100 ns, which are .NET's ticks.
    private static readonly long _start = new DateTime(1582, 10, 15, 0, 0, 0, DateTimeKind.Utc).Ticks;
    private static readonly long _node = new Random(Guid.NewGuid().GetHashCode()).Next();
    private static long _last;

    /// <summary>A new ID that is greater than all before it.</summary>
    public static string Next(DateTimeOffset now)
    {
        long last, time;
        do
        {
            last = Interlocked.Read(ref _last);
            time = Math.Max(now.UtcTicks - _start, last + 1);
        }
        while (Interlocked.CompareExchange(ref _last, time, last) != last);

        return $"{time >> 28:x8}-{(time >> 12) & 0xFFFF:x4}-6{time & 0xFFF:x3}-9a52-{_node:x12}";
    }
}
