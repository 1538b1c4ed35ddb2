using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace Seedance.PowerShell;

/// <summary>What the pipeline of a runspace has under way at the service, so that a stop can say how to go on.</summary>
internal sealed class OpenJobs
{
    private static readonly ConditionalWeakTable<Runspace, OpenJobs> _all = new();

    private readonly HashSet<string> _ids = [];
    private int _submitting;
    private int _cmdlets;

    public static OpenJobs Here => _all.GetValue(Runspace.DefaultRunspace, _ => new OpenJobs());

    /// <summary>A cmdlet begins; the first of a pipeline finds nothing of an earlier one's.</summary>
    public void Enter()
    {
        if (Interlocked.Increment(ref _cmdlets) == 1)
        {
            _ = Take();
        }
    }

    public void Leave() => Interlocked.Decrement(ref _cmdlets);

    /// <summary>A submission that ends as a job, or in an error, is under way no more; one that was stopped stays.</summary>
    public Task<SeedanceGeneration> SubmittingAsync(Task<SeedanceGeneration> work)
    {
        Interlocked.Increment(ref _submitting);
        return EndingAsync(work, id: null);
    }

    /// <summary>A job whose work has ended is open no more; one whose work was stopped stays.</summary>
    public Task<SeedanceGeneration> WorkingAsync(string id, Task<SeedanceGeneration> work)
    {
        lock (_ids)
        {
            _ids.Add(id);
        }

        return EndingAsync(work, id);
    }

    /// <summary>All that is open; whoever asks next is told of nothing.</summary>
    public (IReadOnlyList<string> Ids, int Submitting) Take()
    {
        List<string> ids;
        lock (_ids)
        {
            ids = [.. _ids];
            _ids.Clear();
        }

        ids.Sort(StringComparer.Ordinal);
        return (ids, Interlocked.Exchange(ref _submitting, 0));
    }

    private async Task<SeedanceGeneration> EndingAsync(Task<SeedanceGeneration> work, string? id)
    {
        try
        {
            var result = await work;
            Forget(id);
            return result;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Forget(id);
            throw;
        }
    }

    /// <param name="id">The job that is open no more; null for a submission.</param>
    private void Forget(string? id)
    {
        if (id is null)
        {
            Interlocked.Decrement(ref _submitting);
            return;
        }

        lock (_ids)
        {
            _ids.Remove(id);
        }
    }
}
