namespace Seedance.Api;

/// <summary>At most so many requests in any minute, first come, first served. Each caller reserves a moment and waits for it.</summary>
/// <remarks>Written here because System.Threading.RateLimiting knows only the machine's clock and would be one more dll in the session.</remarks>
internal sealed class RateLimit
{
    private static readonly TimeSpan _window = TimeSpan.FromMinutes(1);

    private readonly object _lock = new();

    /// <summary>The reserved moments of the last window and later, oldest first, as timestamps of the monotonic clock.</summary>
    private readonly LinkedList<long> _reservations = new();
    private int _perMinute;

    /// <param name="perMinute">The limit; 0 means no limit.</param>
    public RateLimit(int perMinute) => PerMinute = perMinute;

    /// <summary>The limit; 0 means no limit.</summary>
    public int PerMinute
    {
        get => Volatile.Read(ref _perMinute);
        set => Volatile.Write(ref _perMinute, value);
    }

    /// <summary>Waits for the caller's turn. A cancelled caller gives its reservation back.</summary>
    public Task WaitAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var now = clock.GetTimestamp();
        LinkedListNode<long>? reservation;
        lock (_lock)
        {
            reservation = Reserve(now, Ticks(clock, _window));
        }

        return reservation is null || reservation.Value <= now ? Task.CompletedTask : WaitForAsync(reservation, now, clock, cancellationToken);
    }

    private async Task WaitForAsync(LinkedListNode<long> reservation, long now, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            await clock.Delay(clock.GetElapsedTime(now, reservation.Value), cancellationToken);
        }
        catch (OperationCanceledException)
        {
            lock (_lock)
            {
                if (reservation.List is not null)
                {
                    _reservations.Remove(reservation);
                }
            }

            throw;
        }
    }

    private LinkedListNode<long>? Reserve(long now, long window)
    {
        if (PerMinute == 0)
        {
            return null;
        }

        while (_reservations.First is { } oldest && oldest.Value <= now - window)
        {
            _reservations.RemoveFirst();
        }

        // With the window full, the turn comes one window after the reservation that makes room.
        var moment = now;
        if (_reservations.Count >= PerMinute)
        {
            var node = _reservations.Last!;
            for (var count = 1; count < PerMinute; count++)
            {
                node = node.Previous!;
            }

            moment = Math.Max(now, node.Value + window);
        }

        return _reservations.AddLast(Math.Max(moment, _reservations.Last?.Value ?? moment));
    }

    private static long Ticks(TimeProvider clock, TimeSpan time) => (long)(time.TotalSeconds * clock.TimestampFrequency);
}
