using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;

namespace Seedance;

/// <summary>What all connections to one account share in this process: uploads, journal, who the user is.</summary>
internal sealed class AccountState
{
    private static readonly ConcurrentDictionary<(string Home, string Account), AccountState> _accounts = new();

    /// <summary>How many of the latest jobs tell how long one takes.</summary>
    private const int TellingJobs = 60;

    private readonly ConditionalWeakTable<TimeProvider, JobWatcher> _watchers = new();

    private AccountState(string? home, string name)
    {
        Uploads = new MediaCache(home is null ? null : Path.Combine(home, "media", name));
        Jobs = new JobJournal(home, name);
        Times = new CompletionTimes(() => Jobs.ReadLatest(TellingJobs));
    }

    /// <summary>What the account has uploaded already.</summary>
    public MediaCache Uploads { get; }

    /// <summary>What was submitted for it.</summary>
    public JobJournal Jobs { get; }

    /// <summary>How long its jobs take.</summary>
    public CompletionTimes Times { get; }

    /// <summary>How many of its jobs are at the service.</summary>
    public JobSlots Slots { get; } = new();

    /// <summary>How many requests it may make.</summary>
    public RateLimits Limits { get; } = new();

    /// <summary>The user's id at the service, once it was asked for.</summary>
    public string? UserId { get; set; }

    /// <summary>How many jobs the service works on at once for it, once it was asked for.</summary>
    public int? ConcurrencySlots { get; set; }

    /// <summary>The state of an account at the service.</summary>
    public static AccountState Of(Uri baseUri, string apiKey)
    {
        // A hash of the key tells accounts apart and tells nothing else.
        var account = ContentHash.Of(Encoding.UTF8.GetBytes($"{baseUri.AbsoluteUri.TrimEnd('/')}\n{apiKey}")).Substring(0, 16);
        return _accounts.GetOrAdd((UserData.Folder, account), key => new AccountState(key.Home, key.Account));
    }

    /// <summary>The state of a sandbox, which is gone with it.</summary>
    public static AccountState OfSandbox()
    {
        var account = new AccountState(null, "sandbox");
        account.Limits.Set(createsPerMinute: 0, requestsPerMinute: 0);
        return account;
    }

    /// <summary>The one that looks after its jobs, by a clock.</summary>
    public JobWatcher Watcher(TimeProvider clock) => _watchers.GetValue(clock, chosen => new JobWatcher(chosen, Times));
}
