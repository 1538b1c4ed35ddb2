namespace Seedance;

/// <summary>The connection's settings (API key, base address or proxy) can't be used. Raised before anything is sent.</summary>
public sealed class InvalidConnectionException : SeedanceException
{
    internal InvalidConnectionException(string message, bool isAboutProxy = false) : base(message) => IsAboutProxy = isAboutProxy;

    /// <summary>Whether the proxy is the setting that can't be used.</summary>
    internal bool IsAboutProxy { get; }
}
