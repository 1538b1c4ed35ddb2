using System.Net;

namespace Seedance.Api;

/// <summary>The HTTP clients of a connection. The key is set on each request and never as a default, so connections share clients.</summary>
internal sealed class HttpClients
{
    private static readonly Lazy<HttpClients> _usual = new(() => new HttpClients(useProxy: true, null));
    private static readonly Lazy<HttpClients> _direct = new(() => new HttpClients(useProxy: false, null));

    private readonly bool _useProxy;
    private readonly ChosenProxy? _chosenProxy;
    private readonly Lazy<HttpClient> _api;
    private readonly Lazy<HttpClient> _storage;

    private HttpClients(bool useProxy, ChosenProxy? chosenProxy)
    {
        _useProxy = useProxy;
        _chosenProxy = chosenProxy;

        // No redirects: neither the key nor a paid request may be forwarded to another address.
        _api = new(() => Create(CreateHandler(followRedirects: false)));
        _storage = new(() => Create(CreateHandler(followRedirects: true)));
    }

    private HttpClients(HttpMessageHandler simulator)
    {
        var client = Create(simulator);
        _api = _storage = new(() => client);
    }

    public HttpClient Api => _api.Value;

    /// <summary>For uploads and downloads: S3 and the CDN, which never receive the key.</summary>
    public HttpClient Storage => _storage.Value;

    /// <summary>The clients for a service.</summary>
    /// <param name="root">The API's root. One on this machine is contacted directly, unless a proxy is named: no proxy could be on the way.</param>
    /// <param name="proxy">The proxy that was named; null for the one of the environment or the system.</param>
    public static HttpClients For(Uri root, ChosenProxy? proxy) =>
        proxy is not null ? new HttpClients(useProxy: true, proxy) : root.IsLoopback ? _direct.Value : _usual.Value;

    /// <summary>Clients that a simulator responds to.</summary>
    public static HttpClients For(HttpMessageHandler simulator) => new(simulator);

    /// <summary>The proxy through which an address is contacted, without its password; null when there is none.</summary>
    public Uri? FindProxy(Uri address)
    {
        if (_chosenProxy is not null)
        {
            return _chosenProxy.Address;
        }

        return _useProxy && UsualProxy is { } proxy && !proxy.IsBypassed(address) && proxy.GetProxy(address) is { } found && found != address ? ChosenProxy.WithoutCredentials(found) : null;
    }

    private static HttpClient Create(HttpMessageHandler handler)
    {
#pragma warning disable RS0030 // The only place that makes one.
        var client = new HttpClient(handler)
#pragma warning restore RS0030
        {
            // Each request has its own timeout, so that a timeout can be told from a cancellation.
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = 16 * 1024 * 1024,
        };
        var version = typeof(HttpClients).Assembly.GetName().Version!.ToString(3);
        client.DefaultRequestHeaders.UserAgent.ParseAdd($"Seedance-PowerShell/{version}");
        return client;
    }

#if NET
    /// <summary>HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY, else the system's settings, as .NET reads them once for a process.</summary>
    private static IWebProxy? UsualProxy => HttpClient.DefaultProxy;

    private SocketsHttpHandler CreateHandler(bool followRedirects) => new()
    {
        AllowAutoRedirect = followRedirects,
        UseCookies = false,
        UseProxy = _useProxy,
        Proxy = _chosenProxy,
        // Not Brotli: .NET reports a response that it can't decompress as a bug of the caller.
        AutomaticDecompression = followRedirects ? DecompressionMethods.None : DecompressionMethods.GZip | DecompressionMethods.Deflate,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        // A new connection now and then follows the service when its addresses change.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };
#else
    /// <summary>The system's settings: .NET Framework does not read environment variables.</summary>
    private static IWebProxy? UsualProxy => WebRequest.DefaultWebProxy;

    private HttpClientHandler CreateHandler(bool followRedirects)
    {
        // Windows PowerShell starts with TLS 1.0 on older systems.
        ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls12;
        return new HttpClientHandler
        {
            AllowAutoRedirect = followRedirects,
            UseCookies = false,
            UseProxy = _useProxy,
            Proxy = _chosenProxy,
            AutomaticDecompression = followRedirects ? DecompressionMethods.None : DecompressionMethods.GZip | DecompressionMethods.Deflate,
            MaxConnectionsPerServer = 64,
        };
    }
#endif
}
