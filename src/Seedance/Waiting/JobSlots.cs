namespace Seedance;

/// <summary>How many of an account's jobs are at the service, as far as this process submitted them: more wait their turn here.</summary>
internal sealed class JobSlots
{
    private readonly object _lock = new();
    private readonly Dictionary<string, SeedanceGeneration> _jobs = new(StringComparer.OrdinalIgnoreCase);
    private readonly LinkedList<TaskCompletionSource<bool>> _queue = new();
    private int _submitting;

    /// <summary>Takes a place, at once or when a job has ended.</summary>
    /// <param name="most">How many places there are, asked for only where it may matter.</param>
    /// <param name="watch">Told of the jobs that are in the way, once: somebody must see them end.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task EnterAsync(Func<int, Task<int>> most, Action<IReadOnlyList<SeedanceGeneration>> watch, CancellationToken cancellationToken)
    {
        while (true)
        {
            int taken;
            lock (_lock)
            {
                taken = _jobs.Count + _submitting;
            }

            var limit = await most(taken);
            TaskCompletionSource<bool>? turn = null;
            IReadOnlyList<SeedanceGeneration> inTheWay;
            lock (_lock)
            {
                if (_jobs.Count + _submitting < limit)
                {
                    _submitting++;
                    return;
                }

                turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
                _queue.AddLast(turn);
                inTheWay = [.. _jobs.Values];
            }

            watch(inTheWay);
            using var stop = cancellationToken.Register(() => turn.TrySetCanceled(cancellationToken));
            await turn.Task;
        }
    }

    /// <summary>A place became a job.</summary>
    public void Submitted(SeedanceGeneration job)
    {
        lock (_lock)
        {
            _submitting--;
            _jobs[job.Id] = job;
        }
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
        while (_queue.First is { } first)
        {
            _queue.RemoveFirst();
            if (first.Value.TrySetResult(true))
            {
                return;
            }
        }
    }
}
