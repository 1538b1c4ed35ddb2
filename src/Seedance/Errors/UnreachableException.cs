namespace Seedance;

/// <summary>No connection could be made (name resolution, network or TLS), so the request was not sent.</summary>
public sealed class UnreachableException : SeedanceException
{
    internal UnreachableException(Uri uri, Exception inner) : base(Messages.Unreachable(uri, inner), inner) => Host = uri.Host;

    /// <summary>The host that could not be reached.</summary>
    public string Host { get; }
}
