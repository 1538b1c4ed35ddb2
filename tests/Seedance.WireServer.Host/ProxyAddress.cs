namespace Seedance.WireServer.Host;

/// <summary>Where the proxy listens.</summary>
internal sealed record ProxyAddress(Uri Address);
