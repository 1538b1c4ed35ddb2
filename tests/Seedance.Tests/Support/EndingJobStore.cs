using Seedance.Costs;

namespace Seedance.Tests;

/// <summary>A journal whose other process ends its submission at the very moment at which it is asked for.</summary>
internal sealed class EndingJobStore(Func<SeedanceJob, SeedanceJob> end) : IJobStore
{
    private readonly MemoryJobStore _store = new();

    public bool IsOtherOwnerAlive(SeedanceJob job)
    {
        _store.UpdateAsync(job.Key, entry => entry is null ? null : end(entry), durable: true).GetAwaiter().GetResult();
        return false;
    }

    public Task<bool> TryAddAsync(SeedanceJob job, DailyBudget? budget, CancellationToken cancellationToken) => _store.TryAddAsync(job, budget, cancellationToken);

    public Task<SeedanceJob?> UpdateAsync(string key, Func<SeedanceJob?, SeedanceJob?> change, bool durable) => _store.UpdateAsync(key, change, durable);

    public SeedanceJob? Read(string key) => _store.Read(key);

    public IReadOnlyList<string> ReadKeys() => _store.ReadKeys();

    public IReadOnlyList<SeedanceJob> ReadLatest(int count) => _store.ReadLatest(count);

    public Task ArchiveAsync(string key, string archiveKey) => _store.ArchiveAsync(key, archiveKey);

    public Task RemoveAsync(string key, bool keepsCost) => _store.RemoveAsync(key, keepsCost);

    public decimal ReadSpent(DailyBudget budget) => _store.ReadSpent(budget);

    public string PathOf(string? key) => _store.PathOf(key);
}
