using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using Seedance.Errors;

namespace Seedance.PowerShell.Pipeline;

/// <summary>The jobs that the pipeline of a runspace has on the service, so that a stop can say how to resume them.</summary>
internal sealed class OpenJobs
{
    private static readonly ConditionalWeakTable<Runspace, OpenJobs> _all = new();

    private readonly object _lock = new();
    private readonly SortedDictionary<string, SeedanceGeneration> _jobs = new(StringComparer.Ordinal);
    private int _unknownSubmissions;
    private int _cmdlets;
    private string? _jobName;
    private string? _destination;

    /// <summary>Those of the current runspace.</summary>
    public static OpenJobs ForCurrentRunspace => _all.GetValue(Runspace.DefaultRunspace, _ => new OpenJobs());

    /// <summary>A cmdlet begins. The first one of a pipeline finds nothing of an earlier pipeline.</summary>
    /// <param name="jobName">Its -JobName, if any.</param>
    /// <param name="destination">Its -Destination, if any.</param>
    public void Enter(string? jobName, string? destination)
    {
        if (Interlocked.Increment(ref _cmdlets) == 1)
        {
            _ = Drain();
        }

        lock (_lock)
        {
            _jobName ??= jobName;
            _destination ??= destination;
        }
    }

    /// <summary>A cmdlet has ended.</summary>
    public void Exit() => Interlocked.Decrement(ref _cmdlets);

    /// <summary>Follows a submission. One that is cancelled after its request was sent stays.</summary>
    public async Task<SeedanceGeneration> TrackSubmissionAsync(Task<SeedanceGeneration> work)
    {
        try
        {
            return await work;
        }
        catch (SubmissionCanceledException)
        {
            Interlocked.Increment(ref _unknownSubmissions);
            throw;
        }
    }

    /// <summary>Keeps a job until its work ends. One whose work is cancelled stays.</summary>
    public async Task TrackAsync(SeedanceGeneration job, Func<Task> work)
    {
        lock (_lock)
        {
            _jobs[job.Id] = job;
        }

        try
        {
            await work();
        }
        catch (OperationCanceledException)
        {
            throw;
        }
        catch
        {
            Remove(job);
            throw;
        }

        Remove(job);
    }

    /// <summary>Takes everything that is open, so that it is reported once.</summary>
    public OpenWork Drain()
    {
        lock (_lock)
        {
            var open = new OpenWork([.. _jobs.Values], Interlocked.Exchange(ref _unknownSubmissions, 0), _jobName, _destination);
            _jobs.Clear();
            (_jobName, _destination) = (null, null);
            return open;
        }
    }

    private void Remove(SeedanceGeneration job)
    {
        lock (_lock)
        {
            _jobs.Remove(job.Id);
        }
    }
}
