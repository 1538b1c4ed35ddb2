namespace Seedance.WireServer.Host;

/// <summary>The host name that the API gets.</summary>
internal sealed record TlsOptions(string Host);
