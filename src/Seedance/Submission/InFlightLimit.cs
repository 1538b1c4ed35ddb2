namespace Seedance.Submission;

/// <summary>Limits how many of an account's jobs are on the service, as far as this process submitted them. Further ones wait here.</summary>
internal sealed class InFlightLimit
{
    private static readonly TimeSpan _pollInterval = TimeSpan.FromSeconds(5);

    private readonly object _lock = new();
    private readonly Dictionary<string, SeedanceGeneration> _jobs = new(StringComparer.OrdinalIgnoreCase);
    private readonly LinkedList<Waiter> _waiters = new();
    private int _submitting;

    /// <summary>How many jobs are on the service or being submitted.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _jobs.Count + _submitting;
            }
        }
    }

    /// <summary>Takes a place, at once or when a job has ended.</summary>
    /// <param name="limit">How many jobs the caller allows.</param>
    /// <param name="watcher">Watches the jobs that take the places: somebody must see them end.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    public async Task AcquireAsync(int limit, InFlightWatcher watcher, TimeProvider clock, CancellationToken cancellationToken)
    {
        Waiter waiter;
        lock (_lock)
        {
            if (_waiters.Count == 0 && _jobs.Count + _submitting < limit)
            {
                _submitting++;
                return;
            }

            waiter = new Waiter(limit, watcher, cancellationToken);
            _waiters.AddLast(waiter);
            WakeNext();
        }

        using var registration = cancellationToken.Register(() => Cancel(waiter, cancellationToken));
        while (!waiter.Granted.Task.IsCompleted)
        {
            // Others may have watched the jobs and have ended, so the jobs are named again from time to time.
            watcher.Watch(SnapshotJobs(), cancellationToken);
            using var timer = new CancellationTokenSource();
            await Task.WhenAny(waiter.Granted.Task, clock.Delay(_pollInterval, timer.Token));
            timer.Cancel();
        }

        await waiter.Granted.Task;
    }

    /// <summary>A place became a job.</summary>
    public void OnSubmitted(SeedanceGeneration job)
    {
        Waiter? first;
        lock (_lock)
        {
            _submitting--;
            _jobs[job.Id] = job;
            first = _waiters.First?.Value;
        }

        first?.Watcher.Watch([job], first.CancellationToken);
    }

    /// <summary>A place was not used.</summary>
    public void Release()
    {
        lock (_lock)
        {
            _submitting--;
            WakeNext();
        }
    }

    /// <summary>A job has ended.</summary>
    public void OnCompleted(string id)
    {
        lock (_lock)
        {
            if (_jobs.Remove(id))
            {
                WakeNext();
            }
        }
    }

    private IReadOnlyList<SeedanceGeneration> SnapshotJobs()
    {
        lock (_lock)
        {
            return [.. _jobs.Values];
        }
    }

    /// <summary>A caller that was cancelled may have been granted a place at the same moment.</summary>
    private void Cancel(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (waiter.Granted.TrySetCanceled(cancellationToken))
            {
                _waiters.Remove(waiter);
            }
        }
    }

    /// <summary>Grants every place that is free: the callers' limits differ, so one event can make room for several.</summary>
    private void WakeNext()
    {
        for (var node = _waiters.First; node is not null;)
        {
            var next = node.Next;
            if (_jobs.Count + _submitting < node.Value.Limit && node.Value.Granted.TrySetResult(true))
            {
                _submitting++;
                _waiters.Remove(node);
            }

            node = next;
        }
    }

    /// <summary>A caller that waits for a place.</summary>
    private sealed record Waiter(int Limit, InFlightWatcher Watcher, CancellationToken CancellationToken)
    {
        public TaskCompletionSource<bool> Granted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
