namespace Seedance;

/// <summary>The proxy did not pass the request on, so it did not reach the service.</summary>
public sealed class ProxyRejectedException : SeedanceException
{
    internal ProxyRejectedException(Uri proxy, Uri uri, int? statusCode) : base(Messages.ProxyRejected(proxy, uri, statusCode)) =>
        (Proxy, Host, StatusCode) = (proxy, uri.Host, statusCode);

    /// <summary>The proxy, without its user name and password.</summary>
    public Uri Proxy { get; }

    /// <summary>The host that was to be reached.</summary>
    public string Host { get; }

    /// <summary>The HTTP status with which the proxy refused; null when it is not known. 407 asks for credentials.</summary>
    public int? StatusCode { get; }

    /// <summary>Whether another attempt may succeed: the proxy itself had a failure.</summary>
    internal bool IsTransient => StatusCode is null or >= 500;
}
