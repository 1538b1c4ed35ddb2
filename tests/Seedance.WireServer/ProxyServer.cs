using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace Seedance.WireServer;

/// <summary>An HTTP proxy on this machine, on plain sockets: tunnels (CONNECT) and requests with an absolute address.</summary>
internal sealed class ProxyServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<ProxyRequest> _requests = new();
    private readonly ProxyOptions _options;
    private readonly ConnectionListener _listener;

    private ProxyServer(ProxyOptions options)
    {
        _options = options;
        _listener = new ConnectionListener(ServeAsync);
        Address = new Uri($"http://127.0.0.1:{_listener.Port}");
    }

    public Uri Address { get; }

    /// <summary>What the proxy was asked for, in the order of arrival.</summary>
    public IReadOnlyList<ProxyRequest> Requests => [.. _requests];

    /// <summary>Starts a proxy on a free port of 127.0.0.1.</summary>
    public static ProxyServer Start(ProxyOptions? options = null) => new(options ?? new ProxyOptions());

    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private async Task ServeAsync(TcpClient client, CancellationToken stop)
    {
        var stream = client.GetStream();
        if (await HttpHead.ReadAsync(stream, stop) is { } head)
        {
            await ServeAsync(stream, head, stop);
        }
    }

    private async Task ServeAsync(NetworkStream client, HttpHead head, CancellationToken stop)
    {
        var status = !IsAuthorized(head) ? 407 : _options.RefuseWith ?? 200;
        _requests.Enqueue(new ProxyRequest(head.Method, head.Target, head.Text, status));
        if (status != 200)
        {
            // The client gets the response only if its request was read.
            await head.DrainBodyAsync(client, stop);
            var challenge = status == 407 ? "Proxy-Authenticate: Basic realm=\"proxy\"\r\n" : string.Empty;
            await WriteAsync(client, $"HTTP/1.1 {status} Refused\r\n{challenge}Content-Length: 0\r\nConnection: close\r\n\r\n", stop);
            return;
        }

        var isTunnel = head.Method == "CONNECT";
        var target = isTunnel ? _options.TunnelTo ?? new Uri($"tcp://{head.Target}") : new Uri(head.Target);
        using var upstream = new TcpClient();
        await upstream.ConnectAsync(target.Host, target.Port, stop);
        var server = upstream.GetStream();
        if (isTunnel)
        {
            await WriteAsync(client, "HTTP/1.1 200 Connection established\r\n\r\n", stop);
        }
        else
        {
            await WriteAsync(server, head.ToOrigin(target), stop);
        }

        await server.WriteAsync(head.Rest, stop);
        await Task.WhenAny(client.CopyToAsync(server, stop), server.CopyToAsync(client, stop));
    }

    private bool IsAuthorized(HttpHead head) =>
        _options.UserName is null || head.Text.Contains($"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_options.UserName}:{_options.Password}"))}\r\n", StringComparison.OrdinalIgnoreCase);

    private static ValueTask WriteAsync(NetworkStream stream, string text, CancellationToken stop) => stream.WriteAsync(Encoding.Latin1.GetBytes(text), stop);
}
