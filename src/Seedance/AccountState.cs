using System.Collections.Concurrent;
using System.Text;

namespace Seedance;

/// <summary>What all connections to one account share in this process: uploads, journal, who the user is.</summary>
internal sealed class AccountState
{
    private static readonly ConcurrentDictionary<(string Home, string Account), AccountState> _accounts = new();

    private AccountState(string? home, string name)
    {
        Uploads = new MediaCache(home is null ? null : Path.Combine(home, "media", name));
        Jobs = new JobJournal(home, name);
    }

    /// <summary>What the account has uploaded already.</summary>
    public MediaCache Uploads { get; }

    /// <summary>What was submitted for it.</summary>
    public JobJournal Jobs { get; }

    /// <summary>The user's id at the service, once it was asked for.</summary>
    public string? UserId { get; set; }

    /// <summary>The state of an account at the service.</summary>
    public static AccountState Of(Uri baseUri, string apiKey)
    {
        // A hash of the key tells accounts apart and tells nothing else.
        var account = ContentHash.Of(Encoding.UTF8.GetBytes($"{baseUri.AbsoluteUri.TrimEnd('/')}\n{apiKey}")).Substring(0, 16);
        return _accounts.GetOrAdd((UserData.Folder, account), key => new AccountState(key.Home, key.Account));
    }

    /// <summary>The state of a sandbox, which is gone with it.</summary>
    public static AccountState OfSandbox() => new(null, "sandbox");
}
