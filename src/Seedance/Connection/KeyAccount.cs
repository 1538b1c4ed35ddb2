using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Seedance.Connection;

/// <summary>Finds the account of an API key. The account is the user, so that a new key, or one key for each machine, keeps the same journal.</summary>
/// <remarks>The user's id is remembered under the key's hash, in memory and in the data folder: the service is asked once.</remarks>
[SuppressMessage("Design", "CA1001", Justification = "It lives as long as the process, and its semaphore holds no handle.")]
internal sealed class KeyAccount
{
    private static readonly ConcurrentDictionary<(string Home, string KeyHash), KeyAccount> _all = new();

    private readonly SemaphoreSlim _lock = new(1, 1);
    private readonly RateLimits _ownLimits = new();
    private readonly string _home;
    private readonly string _root;
    private readonly string _keyHash;
    private Account? _account;
    private SeedanceAccount? _user;
    private volatile bool _isRejected;
    private long _serverTimeOffset;

    private KeyAccount(string home, string root, string keyHash) => (_home, _root, _keyHash) = (home, root, keyHash);

    private bool IsSandbox => _home.Length == 0;

    /// <summary>The account; null until the service has named it.</summary>
    public Account? Current => Volatile.Read(ref _account);

    /// <summary>What is known of the user: what the service last said in this process, else the remembered id; null when the service was never asked.</summary>
    public SeedanceAccount? User => Volatile.Read(ref _user) ?? ((Current?.UserId ?? ReadUserId()) is { } userId ? new SeedanceAccount { UserId = userId } : null);

    /// <summary>The account's limits, or the key's own until the account is known.</summary>
    public RateLimits Limits => Current?.Limits ?? _ownLimits;

    /// <summary>How far the service's clock is ahead of this machine's, by its last response.</summary>
    public TimeSpan ServerTimeOffset => new(Interlocked.Read(ref _serverTimeOffset));

    /// <summary>The account of a key of the service.</summary>
    public static KeyAccount ForKey(Uri baseUri, string apiKey)
    {
        var root = baseUri.AbsoluteUri.TrimEnd('/');
        return _all.GetOrAdd((DataFolder.Path, Hash($"{root}\n{apiKey}")), key => new KeyAccount(key.Home, root, key.KeyHash));
    }

    /// <summary>The account of a sandbox, which exists in memory only.</summary>
    public static KeyAccount ForSandbox()
    {
        var sandbox = new KeyAccount(string.Empty, string.Empty, string.Empty);
        sandbox._ownLimits.Set(createsPerMinute: 0, requestsPerMinute: 0);
        return sandbox;
    }

    /// <summary>The account. The service is asked for the user when the key is new.</summary>
    /// <exception cref="SeedanceException">The service could not be asked.</exception>
    public async Task<Account> GetAsync(LeonardoApi api, CancellationToken cancellationToken)
    {
        if (Current is { } known)
        {
            return known;
        }

        await _lock.WaitAsync(cancellationToken);
        try
        {
            if (Current is null)
            {
                var userId = ReadUserId();
                if (userId is null)
                {
                    await AskAsync(api, cancellationToken);
                }
                else
                {
                    Open(userId);
                }
            }

            return Current!;
        }
        finally
        {
            _lock.Release();
        }
    }

    /// <summary>The account as far as this machine knows it: the service is not asked. Null when it was never asked for the key.</summary>
    public Account? FindKnown() => Current ?? (ReadUserId() is { } userId ? Open(userId) : null);

    /// <summary>Makes sure that the service accepts the key. It is asked when it has not accepted the key before.</summary>
    /// <param name="api">The API with the key.</param>
    /// <param name="refresh">Asks in any case, for the current balance.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <exception cref="SeedanceException">The service does not accept the key, or could not be asked.</exception>
    public async Task CheckAsync(LeonardoApi api, bool refresh, CancellationToken cancellationToken)
    {
        if (!refresh && !_isRejected)
        {
            await GetAsync(api, cancellationToken);
            return;
        }

        await _lock.WaitAsync(cancellationToken);
        try
        {
            await AskAsync(api, cancellationToken);
        }
        finally
        {
            _lock.Release();
        }
    }

    /// <summary>Takes what the service says of the user.</summary>
    public void Accept(SeedanceAccount user)
    {
        Open(user.UserId).ConcurrencySlots = user.ConcurrencySlots ?? Account.DefaultConcurrencySlots;
        Volatile.Write(ref _user, user);
        _isRejected = false;
    }

    /// <summary>The service has rejected the key, so it is checked again before it is used for another connection.</summary>
    public void OnRejected()
    {
        _isRejected = true;
        try
        {
            if (!IsSandbox)
            {
                File.Delete(FilePath);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Then only this process knows.
        }
    }

    /// <summary>Takes the time of a response.</summary>
    public void AcceptServerTime(DateTimeOffset serverTime, DateTimeOffset now) => Interlocked.Exchange(ref _serverTimeOffset, (serverTime - now).Ticks);

    private async Task AskAsync(LeonardoApi api, CancellationToken cancellationToken)
    {
        var user = await api.GetMeAsync(RetryPolicy.Idempotent, cancellationToken);
        Accept(user);
        Remember(user.UserId);
    }

    private Account Open(string userId)
    {
        if (Current is { } known)
        {
            return known;
        }

        var account = IsSandbox ? Account.ForSandbox(userId) : OpenForUser(userId);
        account.Limits.Set(_ownLimits.Creates.PerMinute, _ownLimits.Requests.PerMinute);
        Volatile.Write(ref _account, account);
        return account;
    }

    private Account OpenForUser(string userId)
    {
        var name = Hash($"{_root}\n{userId}");

        // Version 0.1 kept a journal for each key.
        FileJobStore.MoveEntries(_home, _keyHash, name);
        return Account.ForUser(_home, name, userId);
    }

    private string FilePath => Path.Combine(_home, "keys", _keyHash);

    private string? ReadUserId()
    {
        try
        {
            return !IsSandbox && File.Exists(FilePath) && File.ReadAllText(FilePath).Trim() is { Length: > 0 } userId ? userId : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It costs one request to ask again.
            return null;
        }
    }

    private void Remember(string userId)
    {
        if (IsSandbox || ReadUserId() == userId)
        {
            return;
        }

        try
        {
            AtomicFile.Write(FilePath, Encoding.UTF8.GetBytes(userId), ownerOnly: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The next process asks the service again.
        }
    }

    private static string Hash(string text) => ContentHash.Compute(Encoding.UTF8.GetBytes(text)).Substring(0, 16);
}
