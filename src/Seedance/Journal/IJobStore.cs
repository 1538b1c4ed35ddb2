namespace Seedance.Journal;

/// <summary>Where the entries of one account are kept.</summary>
internal interface IJobStore
{
    /// <summary>Adds an entry, durably.</summary>
    /// <returns>False when there is one of its key.</returns>
    Task<bool> TryAddAsync(SeedanceJob job, CancellationToken cancellationToken);

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
    Task RemoveAsync(string key);

    /// <summary>Whether another process submits the entry and is running.</summary>
    bool IsOtherOwnerAlive(SeedanceJob job);

    /// <summary>What an error names as the entry's place.</summary>
    string PathOf(string? key);
}
