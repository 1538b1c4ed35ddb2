namespace Seedance;

/// <summary>How many of an account's jobs are at the service, as far as this process submitted them: more wait their turn here.</summary>
internal sealed class JobSlots
{
    private static readonly TimeSpan _lookAround = TimeSpan.FromSeconds(5);

    private readonly object _lock = new();
    private readonly Dictionary<string, SeedanceGeneration> _jobs = new(StringComparer.OrdinalIgnoreCase);
    private readonly Queue<Turn> _queue = new();
    private int _submitting;

    /// <summary>Takes a place, at once or when a job has ended.</summary>
    /// <param name="most">How many places there are, asked for only where it may matter.</param>
    /// <param name="watch">Told, now and then, of the jobs that are in the way: somebody must see them end.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task EnterAsync(Func<int, Task<int>> most, Action<IReadOnlyList<SeedanceGeneration>> watch, TimeProvider clock, CancellationToken cancellationToken)
    {
        while (true)
        {
            int taken;
            lock (_lock)
            {
                taken = _jobs.Count + _submitting;
            }

            var limit = await most(taken);
            Turn turn;
            lock (_lock)
            {
                if (_jobs.Count + _submitting < limit)
                {
                    _submitting++;
                    return;
                }

                turn = new Turn(watch);
                _queue.Enqueue(turn);
            }

            using var stop = cancellationToken.Register(() => turn.Come.TrySetCanceled(cancellationToken));
            await WaitAsync(turn, clock);
        }
    }

    /// <summary>Others may have watched the jobs and have gone, so that they are named again from time to time.</summary>
    private async Task WaitAsync(Turn turn, TimeProvider clock)
    {
        while (!turn.Come.Task.IsCompleted)
        {
            List<SeedanceGeneration> inTheWay;
            lock (_lock)
            {
                inTheWay = [.. _jobs.Values];
            }

            turn.Watch(inTheWay);
            using var enough = new CancellationTokenSource();
            await Task.WhenAny(turn.Come.Task, clock.Delay(_lookAround, enough.Token));
            enough.Cancel();
        }

        await turn.Come.Task;
    }

    /// <summary>A place became a job.</summary>
    public void Submitted(SeedanceGeneration job)
    {
        Turn? first;
        lock (_lock)
        {
            _submitting--;
            _jobs[job.Id] = job;
            first = _queue.Count > 0 ? _queue.Peek() : null;
        }

        first?.Watch([job]);
    }

    /// <summary>No job came of a place.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            _submitting--;
            Next();
        }
    }

    /// <summary>A job has ended.</summary>
    public void Ended(string id)
    {
        lock (_lock)
        {
            if (_jobs.Remove(id))
            {
                Next();
            }
        }
    }

    private void Next()
    {
        // Who was stopped meanwhile has left its turn to the next.
        while (_queue.Count > 0 && !_queue.Dequeue().Come.TrySetResult(true))
        {
        }
    }

    /// <summary>One who waits for a place.</summary>
    private sealed record Turn(Action<IReadOnlyList<SeedanceGeneration>> Watch)
    {
        public TaskCompletionSource<bool> Come { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
