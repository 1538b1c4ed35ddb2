using System.Collections.Concurrent;

namespace Seedance.Submission;

/// <summary>Waits for the jobs that keep a submission waiting, where nobody else does, for as long as the command runs.</summary>
internal sealed class InFlightWatcher(InFlightLimit inFlight, GenerationWaiter waiter)
{
    private readonly ConcurrentDictionary<string, byte> _watched = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Watches jobs until they end.</summary>
    public void Watch(IReadOnlyList<SeedanceGeneration> jobs, CancellationToken cancellationToken)
    {
        foreach (var job in jobs)
        {
            if (_watched.TryAdd(job.Id, 0))
            {
                _ = WatchAsync(job, cancellationToken);
            }
        }
    }

    private async Task WatchAsync(SeedanceGeneration job, CancellationToken cancellationToken)
    {
        try
        {
            await waiter.WaitAsync(job, Timeout.InfiniteTimeSpan, cancellationToken);
        }
        catch (SeedanceException)
        {
            // Whatever became of it, it no longer takes a place.
            inFlight.OnCompleted(job.Id);
        }
        catch (OperationCanceledException)
        {
        }
    }
}
