using System.Collections.Concurrent;

namespace Seedance.Journal;

/// <summary>The entries of a sandbox, which are gone with it.</summary>
internal sealed class MemoryJobStore : IJobStore
{
    private readonly object _lock = new();
    private readonly ConcurrentDictionary<string, SeedanceJob> _jobs = new();
    private readonly List<SeedanceJob> _removed = [];

    public Task<bool> TryAddAsync(SeedanceJob job, DailyBudget? budget, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_jobs.ContainsKey(job.Key))
            {
                budget?.Require(ReadSpent(budget), job.Reserved ?? 0);
            }

            return Task.FromResult(_jobs.TryAdd(job.Key, job));
        }
    }

    public Task<SeedanceJob?> UpdateAsync(string key, Func<SeedanceJob?, SeedanceJob?> change, bool durable)
    {
        lock (_lock)
        {
            var changed = change(Read(key));
            if (changed is not null)
            {
                _jobs[key] = changed;
            }

            return Task.FromResult(changed);
        }
    }

    public SeedanceJob? Read(string key) => _jobs.TryGetValue(key, out var job) ? job : null;

    public IReadOnlyList<string> ReadKeys() => [.. _jobs.Keys];

    public IReadOnlyList<SeedanceJob> ReadLatest(int count) => [.. _jobs.Values.OrderByDescending(job => job.SubmittedAt).Take(count).Reverse()];

    public Task ArchiveAsync(string key, string archiveKey)
    {
        lock (_lock)
        {
            if (_jobs.TryRemove(key, out var job))
            {
                _jobs[archiveKey] = job with { Key = archiveKey };
            }
        }

        return Task.CompletedTask;
    }

    public Task RemoveAsync(string key, bool keepsCost)
    {
        lock (_lock)
        {
            if (_jobs.TryRemove(key, out var job) && keepsCost && job.Id is not null)
            {
                _removed.Add(job);
            }
        }

        return Task.CompletedTask;
    }

    public decimal ReadSpent(DailyBudget budget)
    {
        lock (_lock)
        {
            return _jobs.Values.Concat(_removed).Where(budget.Includes).Sum(job => job.CountedDollars);
        }
    }

    // A sandbox is used by its own process only.
    public bool IsOtherOwnerAlive(SeedanceJob job) => false;

    public string PathOf(string? key) => key ?? "sandbox";
}
