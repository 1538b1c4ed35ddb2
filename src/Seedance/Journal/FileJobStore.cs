using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Seedance.Journal;

/// <summary>The entries of an account as one small JSON file each. Processes, and machines on a shared folder, use them side by side.</summary>
/// <remarks>An entry is replaced by a rename. Changes are made under a file lock, which the system releases when its process ends.</remarks>
[SuppressMessage("Design", "CA1001", Justification = "It lives as long as the process, and its semaphore holds no handle.")]
internal sealed class FileJobStore : IJobStore
{
    private const string Extension = ".json";
    private const string LockName = ".lock";

    private static readonly TimeSpan _defaultLockTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _maxTempFileAge = TimeSpan.FromDays(1);

    /// <summary>Keeps the changes of this process in line, so that they do not compete for the file lock.</summary>
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly string _home;
    private readonly string _folder;
    private readonly string _account;
    private readonly TimeSpan _lockTimeout;
    private readonly DaySpending _spending;

    /// <param name="home">The data folder.</param>
    /// <param name="account">Identifies the account.</param>
    /// <param name="lockTimeout">How long to wait for another process that changes an entry; null is ten seconds.</param>
    public FileJobStore(string home, string account, TimeSpan? lockTimeout = null)
    {
        _home = home;
        _account = account;
        _lockTimeout = lockTimeout ?? _defaultLockTimeout;
        _folder = FolderOf(home, account);
        _spending = new DaySpending(_folder);
    }

    private ProcessLease Lease => ProcessLease.In(Path.Combine(_home, "running"));

    /// <summary>The names of all accounts that have a journal.</summary>
    public static IReadOnlyList<string> Accounts(string home)
    {
        var jobs = Path.Combine(home, "jobs");
        return Directory.Exists(jobs) ? [.. Directory.EnumerateDirectories(jobs).Select(folder => Path.GetFileName(folder)!)] : [];
    }

    /// <summary>Moves the entries of one account to another.</summary>
    public static void MoveEntries(string home, string from, string to)
    {
        var (source, target) = (FolderOf(home, from), FolderOf(home, to));
        try
        {
            foreach (var file in Directory.Exists(source) ? Directory.GetFiles(source, "*" + Extension) : [])
            {
                OwnerOnly.CreateFolder(target);
                var path = Path.Combine(target, Path.GetFileName(file));
                if (!File.Exists(path))
                {
                    File.Move(file, path);
                }
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(source, failure);
        }
    }

    public Task<bool> TryAddAsync(SeedanceJob job, DailyBudget? budget, CancellationToken cancellationToken) => LockedAsync(
        job.Key,
        () =>
        {
            if (budget is not null && !File.Exists(PathOf(job.Key)))
            {
                budget.Require(_spending.Read(budget), job.Reserved ?? 0);
            }

            return AtomicFile.TryCreate(PathOf(job.Key), JobEntryJson.Write(job with { Account = _account, Owner = Lease.Name }), ownerOnly: true);
        },
        cancellationToken);

    public Task<SeedanceJob?> UpdateAsync(string key, Func<SeedanceJob?, SeedanceJob?> change, bool durable) => LockedAsync(
        key,
        () =>
        {
            var current = ReadFile(key);
            var changed = change(current);
            if (changed is not null && changed != current)
            {
                AtomicFile.Write(PathOf(key), JobEntryJson.Write(changed with { Account = _account }), durable, ownerOnly: true);
            }

            return changed;
        },
        CancellationToken.None);

    public SeedanceJob? Read(string key) => WrapIOErrors(key, () => ReadFile(key));

    public IReadOnlyList<string> ReadKeys() => WrapIOErrors<IReadOnlyList<string>>(null, () =>
    {
        if (!Directory.Exists(_folder))
        {
            return [];
        }

        DeleteOldTempFiles();
        return [.. Directory.EnumerateFiles(_folder, "*" + Extension).Select(file => Path.GetFileNameWithoutExtension(file)!)];
    });

    public IReadOnlyList<SeedanceJob> ReadLatest(int count)
    {
        try
        {
            var latest = Directory.EnumerateFiles(_folder, "*" + Extension).OrderByDescending(File.GetLastWriteTimeUtc).Take(count).Reverse();
            return [.. latest.Select(file => ReadIfValid(Path.GetFileNameWithoutExtension(file))).OfType<SeedanceJob>()];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    public Task ArchiveAsync(string key, string archiveKey) => LockedAsync(
        key,
        () =>
        {
            if (File.Exists(PathOf(key)))
            {
                File.Move(PathOf(key), PathOf(archiveKey));
                DirectoryFlush.Flush(_folder);
            }

            return true;
        },
        CancellationToken.None);

    public Task RemoveAsync(string key, bool keepsCost) => LockedAsync(
        key,
        () =>
        {
            if (keepsCost && ReadFile(key) is { Id: not null, CountedDollars: > 0 })
            {
                _spending.Keep(PathOf(key));
            }
            else
            {
                File.Delete(PathOf(key));
            }

            return true;
        },
        CancellationToken.None);

    public decimal ReadSpent(DailyBudget budget) => WrapIOErrors(null, () => _spending.Read(budget));

    public bool IsOtherOwnerAlive(SeedanceJob job) => WrapIOErrors(job.Key, () => job.Owner != Lease.Name && Lease.IsAlive(job.Owner));

    public string PathOf(string? key) => key is null ? _folder : Path.Combine(_folder, key + Extension);

    private static string FolderOf(string home, string account) => Path.Combine(home, "jobs", account);

    private async Task<T> LockedAsync<T>(string key, Func<T> change, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            using var fileLock = await AcquireFileLockAsync(cancellationToken);
            return change();
        }
        catch (Exception failure) when (IsFileFailure(failure))
        {
            throw new JournalException(PathOf(key), failure);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<IDisposable> AcquireFileLockAsync(CancellationToken cancellationToken)
    {
        var path = Path.Combine(_folder, LockName);
        try
        {
            return await FileLock.AcquireAsync(path, _lockTimeout, cancellationToken);
        }
        catch (Exception failure) when (failure is DirectoryNotFoundException or FileNotFoundException)
        {
            OwnerOnly.CreateFolder(_folder);
            return await FileLock.AcquireAsync(path, _lockTimeout, cancellationToken);
        }
    }

    /// <summary>Deletes what a process that crashed while it wrote has left.</summary>
    private void DeleteOldTempFiles()
    {
        foreach (var tempFile in Directory.EnumerateFiles(_folder, "*" + AtomicFile.TempExtension))
        {
            if (File.GetLastWriteTimeUtc(tempFile) < DateTime.UtcNow - _maxTempFileAge)
            {
                File.Delete(tempFile);
            }
        }
    }

    private SeedanceJob? ReadIfValid(string key)
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
            return JobEntryJson.Read(key, AtomicFile.Read(PathOf(key))) with { Account = _account };
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private T WrapIOErrors<T>(string? key, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (IsFileFailure(failure))
        {
            throw new JournalException(PathOf(key), failure);
        }
    }

    private static bool IsFileFailure(Exception failure) => failure is IOException or UnauthorizedAccessException or JsonException;
}
