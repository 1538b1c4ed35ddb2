namespace Seedance;

/// <summary>No connection to the proxy could be made, so the request was not sent.</summary>
public sealed class ProxyUnreachableException : SeedanceException
{
    internal ProxyUnreachableException(Uri proxy, Exception inner) : base(Messages.ProxyUnreachable(proxy, inner), inner) => Proxy = proxy;

    /// <summary>The proxy, without its user name and password.</summary>
    public Uri Proxy { get; }
}
