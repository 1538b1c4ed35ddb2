namespace Seedance.WireServer.Host;

/// <summary>Where the API listens with TLS, and the certificate to trust.</summary>
internal sealed record TlsAddress(Uri Address, string Pem);
