using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace Seedance.PowerShell;

/// <summary>The connection of each runspace; with none made, the environment's.</summary>
internal static class CurrentConnection
{
    public const string KeyVariable = "LEONARDO_API_KEY";
    public const string BaseUriVariable = "SEEDANCE_BASE_URI";

    public static readonly TimeSpan DefaultRequestTimeout = TimeSpan.FromSeconds(100);

    // Weak: a runspace that is gone takes its connection along.
    private static readonly ConditionalWeakTable<Runspace, SeedanceConnection> _made = new();

    /// <summary>The one that was made here, else one from the environment, else null.</summary>
    /// <exception cref="InvalidConnectionException">The environment holds a key or an address that can't be used.</exception>
    public static SeedanceConnection? Find()
    {
        if (_made.TryGetValue(Runspace.DefaultRunspace, out var connection))
        {
            return connection;
        }

        var key = Environment.GetEnvironmentVariable(KeyVariable);
        return string.IsNullOrWhiteSpace(key) ? null : SeedanceConnection.ToService(key!, BaseUri(), "Environment", DefaultRequestTimeout);
    }

    /// <summary>The root that the environment names, or null.</summary>
    public static Uri? BaseUri() =>
        Environment.GetEnvironmentVariable(BaseUriVariable) is { Length: > 0 } text
            ? Uri.TryCreate(text, UriKind.Absolute, out var root) ? root : throw new InvalidConnectionException(Strings.MalformedBaseUri(text))
            : null;

    public static void Set(SeedanceConnection connection)
    {
        Clear();
        _made.Add(Runspace.DefaultRunspace, connection);
    }

    public static void Clear() => _made.Remove(Runspace.DefaultRunspace);
}
