using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Seedance.WireServer;

/// <summary>An HTTP proxy on this machine, on plain sockets: tunnels (CONNECT) and requests with an absolute address.</summary>
internal sealed class ProxyServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<ProxyRequest> _requests = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ProxyOptions _options;
    private readonly Task _accepting;

    private ProxyServer(ProxyOptions options)
    {
        _options = options;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>What the proxy was asked for, in the order of arrival.</summary>
    public IReadOnlyList<ProxyRequest> Requests => [.. _requests];

    /// <summary>Starts a proxy on a free port of 127.0.0.1.</summary>
    public static ProxyServer Start(ProxyOptions? options = null) => new(options ?? new ProxyOptions());

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
            catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                break;
            }
        }

        await Task.WhenAll(connections);
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                if (await HttpHead.ReadAsync(stream, _stop.Token) is { } head)
                {
                    await ServeAsync(stream, head);
                }
            }
            catch (Exception ended) when (ended is IOException or SocketException or OperationCanceledException)
            {
                // One of the two sides has gone.
            }
        }
    }

    private async Task ServeAsync(NetworkStream client, HttpHead head)
    {
        var status = !IsAuthorized(head) ? 407 : _options.RefuseWith ?? 200;
        _requests.Enqueue(new ProxyRequest(head.Method, head.Target, head.Text, status));
        if (status != 200)
        {
            // The client gets the response only if its request was read.
            await head.DrainBodyAsync(client, _stop.Token);
            var challenge = status == 407 ? "Proxy-Authenticate: Basic realm=\"proxy\"\r\n" : string.Empty;
            await WriteAsync(client, $"HTTP/1.1 {status} Refused\r\n{challenge}Content-Length: 0\r\nConnection: close\r\n\r\n");
            return;
        }

        var isTunnel = head.Method == "CONNECT";
        var target = isTunnel ? _options.TunnelTo ?? new Uri($"tcp://{head.Target}") : new Uri(head.Target);
        using var upstream = new TcpClient();
        await upstream.ConnectAsync(target.Host, target.Port, _stop.Token);
        var server = upstream.GetStream();
        if (isTunnel)
        {
            await WriteAsync(client, "HTTP/1.1 200 Connection established\r\n\r\n");
        }
        else
        {
            await WriteAsync(server, head.ToOrigin(target));
        }

        await server.WriteAsync(head.Rest, _stop.Token);
        await Task.WhenAny(client.CopyToAsync(server, _stop.Token), server.CopyToAsync(client, _stop.Token));
    }

    private bool IsAuthorized(HttpHead head) =>
        _options.UserName is null || head.Text.Contains($"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_options.UserName}:{_options.Password}"))}\r\n", StringComparison.OrdinalIgnoreCase);

    private ValueTask WriteAsync(NetworkStream stream, string text) => stream.WriteAsync(Encoding.Latin1.GetBytes(text), _stop.Token);
}
