using System.Collections.Concurrent;

namespace Seedance.Journal;

/// <summary>What was submitted for an account. A job is in it before its request is sent.</summary>
/// <param name="account">Identifies the account.</param>
/// <param name="store">Where the entries are kept.</param>
internal sealed class JobJournal(string account, IJobStore store)
{
    private static readonly ConcurrentDictionary<(string Home, string Account), JobJournal> _all = new();
    private static readonly TimeSpan _rescanInterval = TimeSpan.FromSeconds(5);

    private readonly JobIndex _index = new();

    /// <summary>The entries whose submissions are in progress in this process.</summary>
    private readonly ConcurrentDictionary<string, byte> _submitting = new();
    private long _scannedAt;

    /// <summary>Identifies the account.</summary>
    public string Account { get; } = account;

    /// <summary>The journal of each account in the data folder.</summary>
    public static IReadOnlyList<JobJournal> OpenAll(string home) => [.. FileJobStore.Accounts(home).Select(name => Open(home, name))];

    /// <summary>The journal of one account in the data folder, one for the process.</summary>
    public static JobJournal Open(string home, string account) => _all.GetOrAdd((home, account), key => new JobJournal(key.Account, new FileJobStore(key.Home, key.Account)));

    /// <summary>Adds the entry of a submission of this process, durably, unless its key is taken.</summary>
    /// <param name="job">The entry.</param>
    /// <param name="budget">What the jobs of its day may cost in all; null when there is no limit.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <returns>False when the key is taken.</returns>
    /// <exception cref="JournalException">The entry can't be written: nothing may be sent.</exception>
    /// <exception cref="DailyBudgetException">The job could pass the budget.</exception>
    public async Task<bool> TryBeginAsync(SeedanceJob job, DailyBudget? budget, CancellationToken cancellationToken)
    {
        if (!_submitting.TryAdd(job.Key, 0))
        {
            return false;
        }

        var isAdded = false;
        try
        {
            return isAdded = await store.TryAddAsync(job with { Account = Account }, budget, cancellationToken);
        }
        finally
        {
            if (!isAdded)
            {
                _submitting.TryRemove(job.Key, out _);
            }
        }
    }

    /// <summary>The submission of an entry has ended, however it ended.</summary>
    public void End(SeedanceJob job) => _submitting.TryRemove(job.Key, out _);

    /// <summary>Records the id of a submitted job, durably. An entry that is gone is written again: a paid job must not be forgotten.</summary>
    /// <exception cref="JournalException">It can't be written.</exception>
    public async Task RecordAsync(SeedanceJob job, SeedanceGeneration generation)
    {
        _index.Add(job.WithGeneration(generation));
        await store.UpdateAsync(job.Key, entry => (entry ?? job with { Account = Account }).WithGeneration(generation) with { Recovered = job.Recovered }, durable: true);
    }

    /// <summary>Changes an entry.</summary>
    /// <returns>The new entry; null when it is gone.</returns>
    /// <exception cref="JournalException">It can't be read or written.</exception>
    public async Task<SeedanceJob?> UpdateAsync(string key, Func<SeedanceJob, SeedanceJob> change)
    {
        var changed = await store.UpdateAsync(key, entry => entry is null ? null : change(entry), durable: false);
        if (changed is not null)
        {
            _index.Add(changed);
        }

        return changed;
    }

    /// <summary>Changes the entry of a generation.</summary>
    /// <returns>The new entry; null when the generation was not submitted from here.</returns>
    /// <exception cref="JournalException">It can't be read or written.</exception>
    public async Task<SeedanceJob?> UpdateAsync(SeedanceGeneration generation, Func<SeedanceJob, SeedanceJob> change)
    {
        foreach (var key in KeysOf(generation))
        {
            if (await UpdateAsync(key, entry => entry.Id == generation.Id ? change(entry) : entry) is { } job && job.Id == generation.Id)
            {
                return job;
            }
        }

        return null;
    }

    /// <summary>An entry, or null.</summary>
    /// <exception cref="JournalException">It can't be read.</exception>
    public SeedanceJob? Read(string key) => store.Read(key);

    /// <summary>The entry of a generation, or null when it was not submitted from here.</summary>
    /// <exception cref="JournalException">It can't be read.</exception>
    public SeedanceJob? Find(SeedanceGeneration generation) =>
        KeysOf(generation).Select(store.Read).FirstOrDefault(job => job?.Id == generation.Id);

    /// <summary>All entries, newest first.</summary>
    /// <param name="onBroken">Called for each that can't be read. The others are read nevertheless.</param>
    public IReadOnlyList<SeedanceJob> ReadAll(Action<JournalException> onBroken)
    {
        var jobs = new List<SeedanceJob>();
        try
        {
            foreach (var key in store.ReadKeys())
            {
                try
                {
                    if (store.Read(key) is { } job)
                    {
                        _index.Add(job);
                        jobs.Add(job);
                    }
                }
                catch (JournalException failure)
                {
                    onBroken(failure);
                }
            }
        }
        catch (JournalException failure)
        {
            onBroken(failure);
        }

        return [.. jobs.OrderByDescending(job => job.SubmittedAt)];
    }

    /// <summary>The entries that were written last, oldest first, as far as they can be read.</summary>
    public IReadOnlyList<SeedanceJob> ReadLatest(int count) => store.ReadLatest(count);

    /// <summary>The jobs that something is still to be done for and that no process is submitting, oldest first.</summary>
    /// <param name="onBroken">Called for each entry that can't be read.</param>
    public IReadOnlyList<SeedanceJob> ReadUnfinished(Action<JournalException> onBroken) =>
        [.. ReadAll(onBroken).Where(job => job.IsUnfinished && !IsBeingSubmitted(job)).Select(ReadEnded).OfType<SeedanceJob>().Where(job => job.IsUnfinished).Reverse()];

    /// <summary>Whether a generation is known to belong to an entry.</summary>
    public bool ContainsId(string id) => _index.ContainsId(id);

    /// <summary>Reserves a generation for an entry.</summary>
    /// <returns>False when it belongs to another.</returns>
    public bool TryClaim(string id, string key) => _index.TryClaim(id, key);

    /// <summary>Gives an entry, if there is one, another key, so that its own is free.</summary>
    /// <exception cref="JournalException">It can't be renamed.</exception>
    public async Task ArchiveAsync(string key)
    {
        var archiveKey = $"{key}-{Guid.NewGuid():N}";
        await store.ArchiveAsync(key, archiveKey);
        if (store.Read(archiveKey) is { } job)
        {
            _index.Add(job);
        }
    }

    /// <summary>Removes the entry of a submission that created no job.</summary>
    /// <exception cref="JournalException">It can't be removed.</exception>
    public Task WithdrawAsync(string key) => store.RemoveAsync(key, keepsCost: false);

    /// <summary>Removes the entry of a job. What it cost still counts for the budget of its day, unless its entry has no ID: whoever removes that says that there is no job.</summary>
    /// <exception cref="JournalException">It can't be removed.</exception>
    public Task RemoveAsync(string key) => store.RemoveAsync(key, keepsCost: true);

    /// <summary>What the jobs of a day cost; for those in progress, what is set aside.</summary>
    /// <exception cref="JournalException">An entry can't be read.</exception>
    public decimal ReadSpent(DailyBudget budget) => store.ReadSpent(budget);

    /// <summary>Whether the submission of an entry is in progress, here or in another process.</summary>
    /// <exception cref="JournalException">The lease of the other process can't be checked.</exception>
    public bool IsBeingSubmitted(SeedanceJob job) =>
        job.Status == JobStatus.Submitting && (_submitting.ContainsKey(job.Key) || store.IsOtherOwnerAlive(job));

    /// <summary>The entry as it is now: one whose process died while it submitted is unknown.</summary>
    public SeedanceJob WithEffectiveStatus(SeedanceJob job)
    {
        if (job.Status != JobStatus.Submitting || IsBeingSubmitted(job))
        {
            return job;
        }

        var ended = ReadEnded(job) ?? job;
        return ended.Status == JobStatus.Submitting ? ended.WithStatus(JobStatus.Unknown) : ended;
    }

    /// <summary>The entry of a submission that is no longer in progress. It may have ended since the entry was read: what it recorded last counts.</summary>
    private SeedanceJob? ReadEnded(SeedanceJob job) => job.Status == JobStatus.Submitting ? store.Read(job.Key) : job;

    /// <summary>The key that the generation carries, and the one that was read for its id: an archived entry has another key by now.</summary>
    private IEnumerable<string> KeysOf(SeedanceGeneration generation)
    {
        if (generation.JobKey is null && !_index.ContainsId(generation.Id) && IsRescanDue())
        {
            _ = ReadAll(_ => { });
        }

        return new[] { generation.JobKey, _index.FindKey(generation.Id) }.OfType<string>().Distinct();
    }

    private bool IsRescanDue()
    {
        var now = TimeProvider.System.GetTimestamp();
        var last = Interlocked.Read(ref _scannedAt);
        return (last == 0 || TimeProvider.System.GetElapsedTime(last, now) > _rescanInterval) && Interlocked.CompareExchange(ref _scannedAt, now, last) == last;
    }
}
