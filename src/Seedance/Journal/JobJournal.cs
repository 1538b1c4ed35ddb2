using System.Collections.Concurrent;
using System.Text.Json;

namespace Seedance;

/// <summary>What was submitted for an account, one small file a job. Processes, and machines on a shared folder, use it side by side.</summary>
/// <remarks>An entry is on disk before its request is sent, and is replaced by rename. Changes are made under a lock that ends with its process.</remarks>
internal sealed class JobJournal
{
    private const string Extension = ".json";

    private static readonly TimeSpan _draftAge = TimeSpan.FromDays(1);
    private static readonly TimeSpan _scanAge = TimeSpan.FromSeconds(5);

    private readonly object _lock = new();
    private readonly ConcurrentDictionary<string, string> _keysById = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, SeedanceJob>? _memory;
    private readonly string _folder;
    private readonly string _home;
    private DateTime _scannedAt;

    /// <param name="home">Where the user's data lie; null keeps all in memory, for the sandbox.</param>
    /// <param name="account">Tells accounts apart.</param>
    public JobJournal(string? home, string account)
    {
        Account = account;
        _home = home ?? string.Empty;
        _folder = Path.Combine(_home, "jobs", account);
        _memory = home is null ? new() : null;
    }

    /// <summary>Tells accounts apart.</summary>
    public string Account { get; }

    /// <summary>The journals of every account that has one.</summary>
    public static IReadOnlyList<JobJournal> All(string home)
    {
        var jobs = Path.Combine(home, "jobs");
        return Directory.Exists(jobs) ? [.. Directory.EnumerateDirectories(jobs).Select(folder => new JobJournal(home, Path.GetFileName(folder)))] : [];
    }

    /// <summary>Writes a new entry, on disk when this returns.</summary>
    /// <returns>False when there is one of its key already.</returns>
    /// <exception cref="JournalException">It can't be written.</exception>
    public bool TryAdd(SeedanceJob job)
    {
        if (_memory is not null)
        {
            return _memory.TryAdd(job.Key, job);
        }

        return OnDisk(job.Key, () => AtomicFile.TryCreate(FileOf(job.Key), JobJson.Write(job with { Account = Account, Owner = Mark.Name }), WaitAlone));
    }

    /// <summary>Changes an entry, as it is by now.</summary>
    /// <param name="key">The entry.</param>
    /// <param name="change">Makes the new entry of the old one.</param>
    /// <param name="toDisk">Whether it is on disk when this returns.</param>
    /// <returns>The new entry; null when it is gone.</returns>
    /// <exception cref="JournalException">It can't be read or written.</exception>
    public SeedanceJob? Update(string key, Func<SeedanceJob, SeedanceJob> change, bool toDisk = false)
    {
        lock (_lock)
        {
            if (_memory is not null)
            {
                return _memory.TryGetValue(key, out var known) ? Remember(_memory[key] = change(known)) : null;
            }

            return OnDisk(key, () =>
            {
                if (!Directory.Exists(_folder))
                {
                    return null;
                }

                using var alone = WaitAlone();
                if (ReadFile(key) is not { } current)
                {
                    return null;
                }

                var changed = Remember(change(current));
                if (changed != current)
                {
                    AtomicFile.Write(FileOf(key), JobJson.Write(changed), toDisk);
                }

                return changed;
            });
        }
    }

    /// <summary>An entry by its key, or null.</summary>
    /// <exception cref="JournalException">It can't be read.</exception>
    public SeedanceJob? Read(string key) =>
        _memory is not null ? (_memory.TryGetValue(key, out var job) ? job : null) : OnDisk(key, () => ReadFile(key));

    /// <summary>Changes the entry of a generation, as it is by now.</summary>
    /// <returns>The new entry; null when it was not submitted from here.</returns>
    /// <exception cref="JournalException">It can't be read or written.</exception>
    public SeedanceJob? Update(SeedanceGeneration generation, Func<SeedanceJob, SeedanceJob> change) =>
        EntryOf(generation, key => Update(key, entry => entry.Id == generation.Id ? change(entry) : entry));

    /// <summary>The entry of a generation, or null when it was not submitted from here.</summary>
    /// <exception cref="JournalException">It can't be read.</exception>
    public SeedanceJob? Find(SeedanceGeneration generation) => EntryOf(generation, Read);

    /// <summary>All entries, newest first.</summary>
    /// <param name="onBroken">Told of each that can't be read; the others are read all the same.</param>
    public IReadOnlyList<SeedanceJob> ReadAll(Action<JournalException> onBroken)
    {
        var jobs = new List<SeedanceJob>();
        foreach (var key in Keys(onBroken))
        {
            try
            {
                if (Read(key) is { } job)
                {
                    jobs.Add(Remember(job));
                }
            }
            catch (JournalException failure)
            {
                onBroken(failure);
            }
        }

        return [.. jobs.OrderByDescending(job => job.SubmittedAt)];
    }

    /// <summary>Gives an entry another key, if there is one, so that its own is free.</summary>
    /// <exception cref="JournalException">It can't be renamed.</exception>
    public void SetAside(string key)
    {
        var aside = $"{key}-{Guid.NewGuid():N}";
        if (_memory is not null)
        {
            if (_memory.TryRemove(key, out var job))
            {
                _memory[aside] = Remember(job with { Key = aside });
            }

            return;
        }

        OnDisk(key, () =>
        {
            if (ReadFile(key) is { } job)
            {
                File.Move(FileOf(key), FileOf(aside));
                Remember(job with { Key = aside });
            }

            return true;
        });
    }

    /// <summary>The entries that were last written, newest last, as far as they can be read.</summary>
    /// <param name="most">How many.</param>
    public IReadOnlyList<SeedanceJob> ReadLatest(int most)
    {
        if (_memory is not null)
        {
            return [.. _memory.Values.OrderBy(job => job.SubmittedAt).Skip(Math.Max(0, _memory.Count - most))];
        }

        try
        {
            var latest = Directory.EnumerateFiles(_folder, "*" + Extension).OrderByDescending(File.GetLastWriteTimeUtc).Take(most).Reverse();
            return [.. latest.Select(file => ReadIfWhole(Path.GetFileNameWithoutExtension(file))).OfType<SeedanceJob>()];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Whether a generation is some entry's, as far as was read.</summary>
    public bool Knows(string id) => _keysById.ContainsKey(id);

    /// <summary>Keeps a generation for one entry; false when another has it.</summary>
    public bool TryClaim(string id, string key) => _keysById.TryAdd(id, key);

    /// <summary>Takes an entry out of the journal.</summary>
    /// <exception cref="JournalException">It can't be removed.</exception>
    public void Remove(string key)
    {
        if (_memory is not null)
        {
            _memory.TryRemove(key, out _);
            return;
        }

        OnDisk(key, () =>
        {
            File.Delete(FileOf(key));
            return true;
        });
    }

    /// <summary>Whether the process that submits it still runs.</summary>
    public bool IsBeingSubmitted(SeedanceJob job) =>
        job.Status == JobStatus.Submitting && (_memory is not null || OnDisk(job.Key, () => Mark.IsAlive(job.Owner)));

    /// <summary>An entry whose process died while it submitted is unknown.</summary>
    public SeedanceJob AsItStands(SeedanceJob job) => job.Status == JobStatus.Submitting && !IsBeingSubmitted(job) ? job.At(JobStatus.Unknown) : job;

    private ProcessMark Mark => ProcessMark.In(Path.Combine(_home, "running"));

    private IDisposable? WaitAlone() => FileLock.Wait(Path.Combine(_folder, ".lock"));

    /// <summary>Takes the entry under the key that the generation brings along, or under the one that was read for its id: an entry that was set aside has another key by now.</summary>
    private SeedanceJob? EntryOf(SeedanceGeneration generation, Func<string, SeedanceJob?> take)
    {
        if (generation.JobKey is null && !_keysById.ContainsKey(generation.Id) && DateTime.UtcNow - _scannedAt > _scanAge)
        {
            _scannedAt = DateTime.UtcNow;
            _ = ReadAll(_ => { });
        }

        return new[] { generation.JobKey, _keysById.TryGetValue(generation.Id, out var known) ? known : null }
            .OfType<string>()
            .Select(take)
            .FirstOrDefault(job => job?.Id == generation.Id);
    }

    private string FileOf(string key) => Path.Combine(_folder, key + Extension);

    private IEnumerable<string> Keys(Action<JournalException> onBroken)
    {
        if (_memory is not null)
        {
            return _memory.Keys;
        }

        try
        {
            if (!Directory.Exists(_folder))
            {
                return [];
            }

            SweepDrafts();
            return [.. Directory.EnumerateFiles(_folder, "*" + Extension).Select(file => Path.GetFileNameWithoutExtension(file)!)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            onBroken(new JournalException(_folder, failure));
            return [];
        }
    }

    /// <summary>Takes away what a process that died while it wrote has left.</summary>
    private void SweepDrafts()
    {
        foreach (var draft in Directory.EnumerateFiles(_folder, "*" + AtomicFile.DraftExtension))
        {
            if (File.GetLastWriteTimeUtc(draft) < DateTime.UtcNow - _draftAge)
            {
                File.Delete(draft);
            }
        }
    }

    private SeedanceJob? ReadIfWhole(string key)
    {
        try
        {
            return ReadFile(key);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private SeedanceJob? ReadFile(string key)
    {
        try
        {
            return JobJson.Read(key, AtomicFile.Read(FileOf(key))) with { Account = Account };
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private SeedanceJob Remember(SeedanceJob job)
    {
        if (job.Id is { } id)
        {
            _keysById[id] = job.Key;
        }

        return job;
    }

    private T OnDisk<T>(string key, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new JournalException(FileOf(key), failure);
        }
    }
}
