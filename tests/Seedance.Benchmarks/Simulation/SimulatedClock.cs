namespace Seedance.Benchmarks;

/// <summary>A clock that advances to the next timer as soon as nothing is left to do at the current time: hours pass in moments.</summary>
internal sealed class SimulatedClock : TimeProvider
{
    /// <summary>How often in a row nothing must have happened before time advances.</summary>
    private const int QuietLooks = 10;

    private readonly object _lock = new();
    private readonly PriorityQueue<Timer, (long Due, long Number)> _timers = new();
    private long _now = new DateTimeOffset(2026, 3, 9, 14, 14, 40, TimeSpan.Zero).Ticks;
    private long _number;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _now), TimeSpan.Zero);

    public override long GetTimestamp() => Volatile.Read(ref _now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets time pass until the work has ended. Nothing else may run on the thread pool.</summary>
    public async Task RunAsync(Func<Task> start)
    {
        Task? work = null;
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        // Not on the thread pool: when that is idle, nothing is left to do at the current time.
        new Thread(() =>
        {
            var idle = CountIdle();
            work = Task.Run(start);
            while (!work.IsCompleted)
            {
                WaitUntilQuiet(idle);
                Fire();
            }

            end.SetResult();
        })
        { IsBackground = true }.Start();
        await end.Task;
        await work!;
    }

    /// <summary>How many of the pool's threads are busy when nothing happens: a test host keeps some.</summary>
    private static int CountIdle()
    {
        var min = int.MaxValue;
        for (var sample = 0; sample < 20; sample++)
        {
            Thread.Sleep(1);
            min = Math.Min(min, CountBusy());
        }

        return min;
    }

    private static int CountBusy()
    {
        ThreadPool.GetMaxThreads(out var all, out _);
        ThreadPool.GetAvailableThreads(out var free, out _);
        return all - free;
    }

    private static void WaitUntilQuiet(int idle)
    {
        var before = -1L;
        for (var checks = 0; checks < QuietLooks; checks++)
        {
            Thread.Yield();
            var done = ThreadPool.CompletedWorkItemCount;
            if (CountBusy() > idle || ThreadPool.PendingWorkItemCount > 0 || done != before)
            {
                (before, checks) = (done, 0);
            }
        }
    }

    private void Fire()
    {
        Timer? next = null;
        lock (_lock)
        {
            while (next is null && _timers.TryDequeue(out var timer, out var due))
            {
                if (timer.Number == due.Number)
                {
                    _now = Math.Max(_now, due.Due);
                    next = timer;
                }
            }
        }

        next?.Fire();
    }

    private sealed class Timer(SimulatedClock clock, TimerCallback callback, object? state) : ITimer
    {
        /// <summary>The number of its latest change; 0 when it is off.</summary>
        public long Number { get; private set; }

        public void Fire()
        {
            Number = 0;
            callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                Number = dueTime < TimeSpan.Zero ? 0 : ++clock._number;
                if (Number != 0)
                {
                    clock._timers.Enqueue(this, (clock._now + dueTime.Ticks, Number));
                }
            }

            return true;
        }

        public void Dispose() => Number = 0;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
