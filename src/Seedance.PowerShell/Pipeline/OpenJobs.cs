using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace Seedance.PowerShell.Pipeline;

/// <summary>The jobs that the pipeline of a runspace has on the service, so that a stop can say how to resume them.</summary>
internal sealed class OpenJobs
{
    private static readonly ConditionalWeakTable<Runspace, OpenJobs> _all = new();

    private readonly object _lock = new();
    private readonly HashSet<string> _ids = [];
    private int _submitting;
    private int _cmdlets;

    /// <summary>Those of the current runspace.</summary>
    public static OpenJobs ForCurrentRunspace => _all.GetValue(Runspace.DefaultRunspace, _ => new OpenJobs());

    /// <summary>A cmdlet begins. The first one of a pipeline finds nothing of an earlier pipeline.</summary>
    public void Enter()
    {
        if (Interlocked.Increment(ref _cmdlets) == 1)
        {
            _ = Drain();
        }
    }

    /// <summary>A cmdlet has ended.</summary>
    public void Exit() => Interlocked.Decrement(ref _cmdlets);

    /// <summary>Counts a submission until it ends as a job or in an error. One that is cancelled stays.</summary>
    public Task<SeedanceGeneration> TrackSubmissionAsync(Task<SeedanceGeneration> work)
    {
        Interlocked.Increment(ref _submitting);
        return TrackAsync(work, id: null);
    }

    /// <summary>Keeps a job until its work ends. One whose work is cancelled stays.</summary>
    public Task<SeedanceGeneration> TrackAsync(string id, Task<SeedanceGeneration> work)
    {
        lock (_lock)
        {
            _ids.Add(id);
        }

        return TrackAsync(work, id);
    }

    /// <summary>Takes everything that is open, so that it is reported once.</summary>
    public (IReadOnlyList<string> Ids, int Submitting) Drain()
    {
        List<string> ids;
        lock (_lock)
        {
            ids = [.. _ids];
            _ids.Clear();
        }

        ids.Sort(StringComparer.Ordinal);
        return (ids, Interlocked.Exchange(ref _submitting, 0));
    }

    private async Task<SeedanceGeneration> TrackAsync(Task<SeedanceGeneration> work, string? id)
    {
        try
        {
            var result = await work;
            Remove(id);
            return result;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Remove(id);
            throw;
        }
    }

    /// <param name="id">The job; null for a submission.</param>
    private void Remove(string? id)
    {
        if (id is null)
        {
            Interlocked.Decrement(ref _submitting);
            return;
        }

        lock (_lock)
        {
            _ids.Remove(id);
        }
    }
}
