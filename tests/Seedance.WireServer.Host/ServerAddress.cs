namespace Seedance.WireServer.Host;

/// <summary>Where the wire server listens.</summary>
internal sealed record ServerAddress(Uri ApiRoot, Uri StorageRoot);
