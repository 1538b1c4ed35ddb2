using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Seedance.Connection;

/// <summary>What all work for one account shares in this process: journal, uploads, limits and the job watcher.</summary>
internal sealed class Account
{
    /// <summary>API page: Limits.</summary>
    public const int DefaultConcurrencySlots = 10;

    private static readonly ConcurrentDictionary<(string Home, string Name), Account> _all = new();

    /// <summary>How many of the latest jobs show how long one takes.</summary>
    private const int CurveJobs = 60;

    private readonly ConditionalWeakTable<TimeProvider, JobWatcher> _watchers = new();

    private Account(string userId, JobJournal journal, UploadCache uploads)
    {
        UserId = userId;
        Uploads = uploads;
        Journal = journal;
        CompletionTimes = new CompletionTimes(() => Journal.ReadLatest(CurveJobs));
        ChargedCosts = new ChargedCosts(() => Journal.ReadLatest(ChargedCosts.MaxJobs));
    }

    /// <summary>The user's id on the service.</summary>
    public string UserId { get; }

    /// <summary>The ids of what the account has uploaded.</summary>
    public UploadCache Uploads { get; }

    /// <summary>What was submitted for the account.</summary>
    public JobJournal Journal { get; }

    /// <summary>How long its jobs take.</summary>
    public CompletionTimes CompletionTimes { get; }

    /// <summary>What its jobs were charged.</summary>
    public ChargedCosts ChargedCosts { get; }

    /// <summary>How many of its jobs are on the service.</summary>
    public InFlightLimit InFlight { get; } = new();

    /// <summary>How many requests it may send.</summary>
    public RateLimits Limits { get; } = new();

    /// <summary>How many jobs the service runs at once for it; null until the service was asked.</summary>
    public int? ConcurrencySlots { get; set; }

    /// <param name="home">The data folder.</param>
    /// <param name="name">The name of its folders, from which neither user nor key can be derived.</param>
    /// <param name="userId">The user's id on the service.</param>
    public static Account ForUser(string home, string name, string userId) =>
        _all.GetOrAdd((home, name), key => new Account(userId, JobJournal.Open(key.Home, key.Name), new UploadCache(Path.Combine(key.Home, "media", key.Name))));

    /// <summary>The account of a sandbox.</summary>
    public static Account ForSandbox(string userId) => new(userId, new JobJournal(SeedanceJob.SandboxAccount, new MemoryJobStore()), new UploadCache(null));

    /// <summary>The watcher of its jobs on a clock.</summary>
    public JobWatcher Watcher(TimeProvider clock) => _watchers.GetValue(clock, chosen => new JobWatcher(chosen, CompletionTimes));
}
