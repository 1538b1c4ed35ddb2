using System.Net;

namespace Seedance.Api;

/// <summary>The two HTTP clients of the process. The key is set on each request and never as a default, so all connections share them.</summary>
internal static class HttpClients
{
    // No redirects: neither the key nor a paid request may be forwarded to another address.
    private static readonly Lazy<HttpClient> _api = new(() => Create(CreateHandler(followRedirects: false)));

    private static readonly Lazy<HttpClient> _storage = new(() => Create(CreateHandler(followRedirects: true)));

    public static HttpClient Api => _api.Value;

    /// <summary>For uploads and downloads: S3 and the CDN, which never receive the key.</summary>
    public static HttpClient Storage => _storage.Value;

    public static HttpClient Create(HttpMessageHandler handler)
    {
        var client = new HttpClient(handler)
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
    private static SocketsHttpHandler CreateHandler(bool followRedirects) => new()
    {
        AllowAutoRedirect = followRedirects,
        UseCookies = false,
        // Not Brotli: .NET reports a response that it can't decompress as a bug of the caller.
        AutomaticDecompression = followRedirects ? DecompressionMethods.None : DecompressionMethods.GZip | DecompressionMethods.Deflate,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        // A new connection now and then follows the service when its addresses change.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };
#else
    private static HttpClientHandler CreateHandler(bool followRedirects)
    {
        // Windows PowerShell starts with TLS 1.0 on older systems.
        ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls12;
        return new HttpClientHandler
        {
            AllowAutoRedirect = followRedirects,
            UseCookies = false,
            AutomaticDecompression = followRedirects ? DecompressionMethods.None : DecompressionMethods.GZip | DecompressionMethods.Deflate,
            MaxConnectionsPerServer = 64,
        };
    }
#endif
}
