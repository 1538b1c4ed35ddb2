using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Seedance.Sandbox;

namespace Seedance.WireServer.Host;

/// <summary>Controls a wire server over HTTP: what a test in C# does with the object, a test in PowerShell does with requests.</summary>
internal sealed class ControlServer : IAsyncDisposable
{
    private static readonly TimeSpan _maxWait = TimeSpan.FromSeconds(60);

    private readonly WebApplication _web;
    private WireServer _server;
    private ProxyServer? _proxy;
    private TlsFront? _tls;

    private ControlServer(WebApplication web, WireServer server) => (_web, _server) = (web, server);

    /// <summary>The address of the control endpoints.</summary>
    public Uri Root => new(_web.Urls.Single());

    public static async Task<ControlServer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseUrls("http://127.0.0.1:0").UseKestrelCore();
        builder.Services.AddRoutingCore().Configure<RouteHandlerOptions>(route => route.ThrowOnBadRequest = true).ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = null;
            // A misspelled option or fault property fails the test that uses it.
            json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter());
        });
        var control = new ControlServer(builder.Build(), await WireServer.StartAsync());
        control.Map();
        await control._web.StartAsync();
        return control;
    }

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        await StopProxyAsync();
        await _server.DisposeAsync();
    }

    private void Map()
    {
        _web.Use(ExplainBadRequestAsync);
        _web.MapPost("/reset", ResetAsync);
        _web.MapPost("/faults", (Fault fault) => _server.Faults.Add(fault));
        _web.MapDelete("/faults", () => _server.Faults.Clear());
        _web.MapGet("/requests", (string like) => RequestView.Find(_server, like));
        _web.MapGet("/requests/wait", WaitAsync);
        _web.MapGet("/jobs", () => _server.Service.Jobs);
        _web.MapGet("/uploads", () => _server.Service.Uploads);
        _web.MapPost("/proxy", StartProxyAsync);
        _web.MapGet("/proxy/requests", () => _proxy?.Requests ?? []);
        _web.MapPost("/tls", StartTlsAsync);
    }

    /// <summary>Starts over with a new server on new ports, so that no request of an earlier test can reach it.</summary>
    private async Task<ServerAddress> ResetAsync(SandboxOptions options)
    {
        await StopProxyAsync();
        await _server.DisposeAsync();
        _server = await WireServer.StartAsync(options);
        return new ServerAddress(_server.ApiRoot, _server.StorageRoot);
    }

    private async Task<ProxyAddress> StartProxyAsync(ProxyOptions options)
    {
        await (_proxy?.DisposeAsync() ?? ValueTask.CompletedTask);
        _proxy = ProxyServer.Start(options);
        return new ProxyAddress(_proxy.Address);
    }

    /// <summary>Makes the API reachable over TLS too, under another host name.</summary>
    private async Task<TlsAddress> StartTlsAsync(TlsOptions options)
    {
        await (_tls?.DisposeAsync() ?? ValueTask.CompletedTask);
        _tls = TlsFront.Start(options.Host, _server.ApiRoot.Port);
        return new TlsAddress(_tls.Address, _tls.Pem);
    }

    private async Task StopProxyAsync()
    {
        await (_proxy?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_tls?.DisposeAsync() ?? ValueTask.CompletedTask);
        (_proxy, _tls) = (null, null);
    }

    private async Task<IResult> WaitAsync(string like, int count, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_maxWait);
        while (RequestView.Find(_server, like).Count() < count)
        {
            if (limit.IsCancellationRequested)
            {
                var seen = string.Join(Environment.NewLine, _server.Requests);
                return Results.Text($"Fewer than {count} requests like '{like}' in {_maxWait.TotalSeconds} s. Seen:{Environment.NewLine}{seen}", statusCode: StatusCodes.Status408RequestTimeout);
            }

            await Task.Delay(5, CancellationToken.None);
        }

        return Results.Ok();
    }

    private static async Task ExplainBadRequestAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException exception)
        {
            context.Response.StatusCode = exception.StatusCode;
            await context.Response.WriteAsync((exception.InnerException as JsonException ?? (Exception)exception).Message);
        }
    }
}
