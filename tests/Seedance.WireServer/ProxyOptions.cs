namespace Seedance.WireServer;

/// <summary>How a proxy behaves.</summary>
internal sealed record ProxyOptions
{
    /// <summary>The user name that it requires; null for none.</summary>
    public string? UserName { get; init; }

    /// <summary>The password that it requires.</summary>
    public string? Password { get; init; }

    /// <summary>The status with which it refuses everything; null when it does not.</summary>
    public int? RefuseWith { get; init; }

    /// <summary>Where every tunnel leads, whatever host it is for; null for the host itself.</summary>
    public Uri? TunnelTo { get; init; }
}
