using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using Seedance.PowerShell.Inputs;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Connections;

/// <summary>The connection of the process. A runspace may connect to another account for itself.</summary>
/// <remarks>Once anything in the process has connected, the environment's key is never used silently: a sandbox session must not pay.</remarks>
internal static class CurrentConnection
{
    public const string KeyVariable = "LEONARDO_API_KEY";
    public const string BaseUriVariable = "SEEDANCE_BASE_URI";
    public const string DailyBudgetVariable = "SEEDANCE_DAILY_BUDGET";

    public static readonly TimeSpan DefaultRequestTimeout = TimeSpan.FromSeconds(100);

    private static readonly object _lock = new();

    // Weak references: a closed runspace releases its connection.
    private static readonly ConditionalWeakTable<Runspace, SeedanceConnection> _byRunspace = new();
    private static readonly WeakReference<Runspace?> _owner = new(null);
    private static SeedanceConnection? _ofProcess;
    private static bool _hasConnected;

    /// <summary>The connection of this runspace, else of the process, else of the environment; null when there is none.</summary>
    /// <exception cref="InvalidConnectionException">The key or the address of the environment can't be used.</exception>
    public static SeedanceConnection? Find()
    {
        lock (_lock)
        {
            if (Runspace.DefaultRunspace is { } runspace && _byRunspace.TryGetValue(runspace, out var own))
            {
                return own;
            }

            if (_hasConnected)
            {
                return _ofProcess;
            }
        }

        var key = Environment.GetEnvironmentVariable(KeyVariable);
        return string.IsNullOrWhiteSpace(key) ? null : WithBudget(SeedanceConnection.ToService(key!, BaseUri(), "Environment", DefaultRequestTimeout), given: null);
    }

    /// <summary>The connection with the daily budget that was given for it, or else that of the environment.</summary>
    /// <exception cref="InvalidConnectionException">The budget of the environment is not an amount.</exception>
    public static SeedanceConnection WithBudget(SeedanceConnection connection, decimal? given)
    {
        connection.DailyBudget = given ?? (Environment.GetEnvironmentVariable(DailyBudgetVariable) is { Length: > 0 } text
            ? SettingValue.DollarsOrNull(text) ?? throw new InvalidConnectionException(ModuleMessages.MalformedBudget(text))
            : null);
        return connection;
    }

    /// <summary>The sandbox that this runspace is connected to, or null.</summary>
    public static SeedanceConnection? FindSandbox()
    {
        lock (_lock)
        {
            var connection = Runspace.DefaultRunspace is { } runspace && _byRunspace.TryGetValue(runspace, out var own) ? own : _ofProcess;
            return connection is { IsSandbox: true } ? connection : null;
        }
    }

    /// <summary>The API's root that the environment names, or null.</summary>
    public static Uri? BaseUri() =>
        Environment.GetEnvironmentVariable(BaseUriVariable) is { Length: > 0 } text
            ? Uri.TryCreate(text, UriKind.Absolute, out var root) ? root : throw new InvalidConnectionException(ModuleMessages.MalformedBaseUri(text))
            : null;

    /// <summary>Connects this runspace; the first one to connect does so for the process.</summary>
    public static void Set(SeedanceConnection connection)
    {
        lock (_lock)
        {
            _hasConnected = true;
            if (Runspace.DefaultRunspace is not { } runspace)
            {
                _ofProcess = connection;
                return;
            }

            _byRunspace.Remove(runspace);
            _byRunspace.Add(runspace, connection);
            if (_ofProcess is null || IsOwner(runspace))
            {
                _ofProcess = connection;
                _owner.SetTarget(runspace);
            }
        }
    }

    /// <summary>Disconnects this runspace, and the process when this runspace has connected it.</summary>
    public static void Clear()
    {
        lock (_lock)
        {
            if (Runspace.DefaultRunspace is { } runspace)
            {
                _byRunspace.Remove(runspace);
                if (!IsOwner(runspace))
                {
                    return;
                }
            }

            _ofProcess = null;
        }
    }

    /// <summary>Whether a runspace speaks for the process: it has connected it, or the one that did is gone.</summary>
    private static bool IsOwner(Runspace runspace) =>
        !_owner.TryGetTarget(out var owner) || ReferenceEquals(owner, runspace) || owner!.RunspaceStateInfo.State != RunspaceState.Opened;
}
