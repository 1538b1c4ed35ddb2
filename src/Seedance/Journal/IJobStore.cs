namespace Seedance.Journal;

/// <summary>Where the entries of one account are kept.</summary>
internal interface IJobStore
{
    /// <summary>Adds an entry, durably.</summary>
    /// <param name="job">The entry.</param>
    /// <param name="budget">What the entries of its day may cost in all; null when there is no limit.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <returns>False when there is one of its key.</returns>
    /// <exception cref="DailyBudgetException">The entry could pass the budget.</exception>
    Task<bool> TryAddAsync(SeedanceJob job, DailyBudget? budget, CancellationToken cancellationToken);

    /// <summary>Replaces an entry by what it becomes.</summary>
    /// <param name="key">The entry.</param>
    /// <param name="change">Makes the new entry of the present one; null when the entry is gone, and then null leaves it so.</param>
    /// <param name="durable">Whether the change is on disk when the task ends.</param>
    Task<SeedanceJob?> UpdateAsync(string key, Func<SeedanceJob?, SeedanceJob?> change, bool durable);

    /// <summary>An entry, or null.</summary>
    SeedanceJob? Read(string key);

    /// <summary>The keys of all entries.</summary>
    IReadOnlyList<string> ReadKeys();

    /// <summary>The entries that were written last, oldest first, as far as they can be read.</summary>
    IReadOnlyList<SeedanceJob> ReadLatest(int count);

    /// <summary>Gives an entry another key, so that its own is free.</summary>
    Task ArchiveAsync(string key, string archiveKey);

    /// <summary>Removes an entry.</summary>
    /// <param name="key">The entry.</param>
    /// <param name="keepsCost">Whether what it cost still counts for the budget of its day. An entry without an ID was found not to be a job.</param>
    Task RemoveAsync(string key, bool keepsCost);

    /// <summary>What the entries of a day cost; for those in progress, what is set aside.</summary>
    decimal ReadSpent(DailyBudget budget);

    /// <summary>Whether another process submits the entry and is running.</summary>
    bool IsOtherOwnerAlive(SeedanceJob job);

    /// <summary>What an error names as the entry's place.</summary>
    string PathOf(string? key);
}
