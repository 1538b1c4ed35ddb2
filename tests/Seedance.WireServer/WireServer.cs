using System.Net.NetworkInformation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Seedance.Sandbox;

namespace Seedance.WireServer;

/// <summary>The sandbox behind a real server on this machine, with one port for the API, another for the storage, and faults on request.</summary>
internal sealed class WireServer : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly RequestHandler _handler;
    private readonly HttpMessageInvoker _sandbox;

    private WireServer(WebApplication web, IReadOnlyList<Uri> roots, SandboxOptions options)
    {
        _web = web;
        ApiRoot = new Uri(roots[0], "/api/rest");
        StorageRoot = roots[1];
        Service = new SandboxService(options with
        {
            ApiRoot = ApiRoot,
            StorageRoot = StorageRoot,
            OpenVideo = video => PaddedVideo.Create(video, MinVideoLength),
        });
        _sandbox = new HttpMessageInvoker(Service);
        _handler = new RequestHandler(this, _sandbox, options.Clock);
    }

    /// <summary>The root of the API, for -BaseUri.</summary>
    public Uri ApiRoot { get; }

    /// <summary>Where files are uploaded to and videos are downloaded from: the same machine, another port.</summary>
    public Uri StorageRoot { get; }

    /// <summary>The sandbox that processes the requests.</summary>
    public SandboxService Service { get; }

    public FaultScript Faults { get; } = new();

    /// <summary>A delay before every response.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>How many bytes of each request's body are recorded.</summary>
    public int MaxRecordedBytes { get; set; } = 1024 * 1024;

    /// <summary>The minimum length of a video in bytes. Shorter videos are padded with a box that players skip.</summary>
    public long MinVideoLength { get; set; }

    /// <summary>All requests in the order of their arrival.</summary>
    public IReadOnlyList<WireRequest> Requests => _handler.Log.Requests;

    /// <summary>The maximum number of requests that were in flight at the same time.</summary>
    public int PeakInFlight => _handler.InFlight.Peak;

    /// <summary>The same for requests to the API only.</summary>
    public int PeakInFlightOnApi => _handler.InFlightOnApi.Peak;

    /// <summary>Starts a server on free ports of 127.0.0.1.</summary>
    public static async Task<WireServer> StartAsync(SandboxOptions? options = null)
    {
        // Many of these run at the same time, so they have no settings files, file watchers or logs.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseUrls("http://127.0.0.1:0", "http://127.0.0.1:0").UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
        });
        var web = builder.Build();
        WireServer? server = null;
        web.Run(context => server!._handler.HandleAsync(context));
        await web.StartAsync();
        var roots = web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address)).ToList();
        server = new WireServer(web, roots, options ?? new SandboxOptions { JobDuration = TimeSpan.Zero });
        return server;
    }

    /// <summary>How many requests start with a method and a path, such as <c>POST /api/rest/v2/generations</c>.</summary>
    public int Count(string methodAndPath) => Requests.Count(request => request.StartsWith(methodAndPath));

    /// <summary>The first request that starts with a method and a path. Waits up to 30 s for it.</summary>
    public Task<WireRequest> WaitForRequestAsync(string methodAndPath, CancellationToken cancellationToken = default) =>
        _handler.Log.WaitForAsync(methodAndPath).WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);

    /// <summary>Waits until there is no open connection and no request in flight. This includes what a client sent before it exited and the server has not read yet.</summary>
    public async Task WaitUntilIdleAsync(CancellationToken cancellationToken = default)
    {
        while (HasConnections() || _handler.InFlight.Current > 0)
        {
            await Task.Delay(5, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await _web.StopAsync(timeout.Token);
        await _web.DisposeAsync();
        _sandbox.Dispose();
    }

    // The operating system also knows the connections that the server has not accepted yet.
    private bool HasConnections() => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections().Any(connection =>
        (connection.LocalEndPoint.Port == ApiRoot.Port || connection.LocalEndPoint.Port == StorageRoot.Port)
        && connection.State is not (TcpState.TimeWait or TcpState.Closed));
}
