using System.Collections.Concurrent;
using System.Net.NetworkInformation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Seedance.Sandbox;

namespace Seedance.WireServer;

/// <summary>The sandbox behind a real server on this machine: one port for the API, another for its storage, with faults on request.</summary>
internal sealed class WireServer : IAsyncDisposable
{
    private const int MostInHand = 1 << 20;

    private readonly WebApplication _web;
    private readonly HttpMessageInvoker _sandbox;
    private readonly ConcurrentQueue<WireRequest> _requests = new();
    private readonly object _lock = new();
    private readonly List<(Func<WireRequest, bool> Wanted, TaskCompletionSource<WireRequest> Seen)> _watchers = [];
    private readonly Gauge _all = new();
    private readonly Gauge _api = new();

    private WireServer(WebApplication web, SandboxOptions options)
    {
        _web = web;
        ApiRoot = options.ApiRoot;
        StorageRoot = options.StorageRoot;
        Service = new SandboxService(options);
        _sandbox = new HttpMessageInvoker(Service);
    }

    /// <summary>The API's root, for -BaseUri.</summary>
    public Uri ApiRoot { get; }

    /// <summary>Where uploads go and videos lie: the same machine, another port.</summary>
    public Uri StorageRoot { get; }

    /// <summary>The state machine that answers.</summary>
    public SandboxService Service { get; }

    /// <summary>What goes wrong.</summary>
    public FaultScript Faults { get; } = new();

    /// <summary>A pause before every answer.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>How much of each request's body is kept.</summary>
    public int MaxRecordedBytes { get; set; } = 1024 * 1024;

    /// <summary>The minimum length of a video in bytes. Shorter videos are padded with a box that players skip.</summary>
    public long MinVideoLength { get; set; }

    /// <summary>All requests, in the order of their arrival.</summary>
    public IReadOnlyList<WireRequest> Requests => [.. _requests];

    /// <summary>How many requests were in flight at once, at the most.</summary>
    public int PeakInFlight => _all.Peak;

    /// <summary>The same for the API's port alone.</summary>
    public int PeakInFlightOnApi => _api.Peak;

    /// <summary>Starts a server on free ports of 127.0.0.1.</summary>
    public static async Task<WireServer> StartAsync(SandboxOptions? options = null)
    {
        // Without settings files, watchers and logs: many of these run side by side.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseUrls("http://127.0.0.1:0", "http://127.0.0.1:0").UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
        });
        var web = builder.Build();
        WireServer? server = null;
        web.Run(context => server!.AnswerAsync(context));
        await web.StartAsync();
        var ports = web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address)).ToList();
        server = new WireServer(web, (options ?? new SandboxOptions { JobDuration = TimeSpan.Zero }) with
        {
            ApiRoot = new Uri(ports[0], "/api/rest"),
            StorageRoot = ports[1],
            OpenVideo = video => PaddedVideo.Create(video, server!.MinVideoLength),
        });
        return server;
    }

    /// <summary>How many requests began so, such as <c>POST /api/rest/v2/generations</c>.</summary>
    public int Count(string methodAndPath) => Requests.Count(request => $"{request.Method} {request.Path}".StartsWith(methodAndPath, StringComparison.Ordinal));

    /// <summary>The first request that begins so, now or later: in half a minute at the most.</summary>
    public Task<WireRequest> WaitForRequestAsync(string methodAndPath, CancellationToken cancellationToken = default) =>
        WatchFor(methodAndPath).WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);

    /// <summary>Waits until nothing is under way any more, also what a client that is gone had sent and nobody has read yet: no connection is open, no request in hand.</summary>
    public async Task WaitUntilIdleAsync(CancellationToken cancellationToken = default)
    {
        while (HasConnections() || _all.Now > 0)
        {
            await Task.Delay(5, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await _web.StopAsync(atOnce.Token);
        await _web.DisposeAsync();
        _sandbox.Dispose();
    }

    // As the system sees it, which knows of connections that no one has accepted yet.
    private bool HasConnections() => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections().Any(connection =>
        (connection.LocalEndPoint.Port == ApiRoot.Port || connection.LocalEndPoint.Port == StorageRoot.Port)
        && connection.State is not (TcpState.TimeWait or TcpState.Closed));

    private Task<WireRequest> WatchFor(string methodAndPath)
    {
        bool Wanted(WireRequest request) => $"{request.Method} {request.Path}".StartsWith(methodAndPath, StringComparison.Ordinal);
        lock (_lock)
        {
            if (_requests.FirstOrDefault(Wanted) is { } seen)
            {
                return Task.FromResult(seen);
            }

            var coming = new TaskCompletionSource<WireRequest>(TaskCreationOptions.RunContinuationsAsynchronously);
            _watchers.Add((Wanted, coming));
            return coming.Task;
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = Record(context);
        using var visit = new Visit(request.IsStorage ? [_all] : [_all, _api], context.RequestAborted.Register(request.Abort));
        try
        {
            await AnswerAsync(context, request, visit);
        }
        catch (Exception failure) when (context.RequestAborted.IsCancellationRequested && failure is (OperationCanceledException or IOException))
        {
            // The end of the visit takes the watch away, perhaps before it could tell.
            if (!visit.HasEnded)
            {
                request.Abort();
            }
        }
    }

    private async Task AnswerAsync(HttpContext context, WireRequest request, Visit visit)
    {
        var fault = request.Fault = Faults.Take($"{request.Method} {request.Path}");
        await Task.Delay(Latency + (fault?.Delay ?? TimeSpan.Zero), context.RequestAborted);
        var body = new RecordingStream(context.Request.Body, request, MaxRecordedBytes);
        if (fault is { AfterProcessing: false, ReplacesResponse: true })
        {
            await body.CopyToAsync(Stream.Null, context.RequestAborted);
            await SpoilAsync(context, request, fault, visit);
            return;
        }

        using var message = await ToMessageAsync(context, request, body);
        using var answer = await _sandbox.SendAsync(message, context.RequestAborted);
        await body.CopyToAsync(Stream.Null, context.RequestAborted);
        if (fault is { ReplacesResponse: true })
        {
            await SpoilAsync(context, request, fault, visit);
            return;
        }

        await WriteAsync(context, request, answer, fault, visit);
    }

    private static async Task SpoilAsync(HttpContext context, WireRequest request, Fault fault, Visit visit)
    {
        if (fault.Drop)
        {
            visit.Dispose();
            context.Abort();
            return;
        }

        if (fault.Hang)
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }

        var status = fault.Status!.Value;
        context.Response.StatusCode = status;
        request.Status = status;
        context.Response.ContentType = fault.ContentType;
        if (fault.ContentEncoding is not null)
        {
            context.Response.Headers.ContentEncoding = fault.ContentEncoding;
        }

        if (fault.RetryAfter is not null)
        {
            context.Response.Headers.RetryAfter = fault.RetryAfter;
        }

        if (fault.Location is not null)
        {
            context.Response.Headers.Location = fault.Location.AbsoluteUri;
        }

        visit.Dispose();
        await context.Response.WriteAsync(fault.Body, context.RequestAborted);
    }

    // An answer that ends short of its Content-Length makes the server close the connection behind the last byte.
    private static async Task WriteAsync(HttpContext context, WireRequest request, HttpResponseMessage answer, Fault? fault, Visit visit)
    {
        context.Response.StatusCode = (int)answer.StatusCode;
        request.Status = (int)answer.StatusCode;
        foreach (var header in answer.Headers.Concat(answer.Content.Headers))
        {
            context.Response.Headers[header.Key] = header.Value.ToArray();
        }

        using var body = await answer.Content.ReadAsStreamAsync();
        var whole = answer.Content.Headers.ContentLength ?? body.Length;
        var length = Math.Min(whole, fault?.TruncateTo ?? fault?.DisconnectAfter ?? long.MaxValue);
        if (answer.StatusCode != System.Net.HttpStatusCode.NoContent)
        {
            context.Response.ContentLength = fault?.DisconnectAfter is null ? length : whole;
        }

        // The headers go first, even when a fault lets no byte of the body follow.
        EndBefore(length == 0);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        var piece = new byte[(int)Math.Min(length, fault?.ChunkDelay > TimeSpan.Zero ? 4096 : MostInHand)];
        for (long start = 0; start < length; start += piece.Length)
        {
            await Task.Delay(fault?.ChunkDelay ?? TimeSpan.Zero, context.RequestAborted);
            var next = piece.AsMemory(0, (int)Math.Min(piece.Length, length - start));
            await body.ReadExactlyAsync(next, context.RequestAborted);
            EndBefore(start + next.Length >= length);
            await context.Response.Body.WriteAsync(next, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }

        void EndBefore(bool isLast)
        {
            if (isLast)
            {
                visit.Dispose();
            }
        }
    }

    private WireRequest Record(HttpContext context)
    {
        var request = new WireRequest
        {
            Method = context.Request.Method,
            Path = context.Request.Path + context.Request.QueryString,
            IsStorage = context.Connection.LocalPort == StorageRoot.Port,
            Headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        };
        lock (_lock)
        {
            _requests.Enqueue(request);
            foreach (var watcher in _watchers.Where(watcher => watcher.Wanted(request)).ToList())
            {
                _watchers.Remove(watcher);
                watcher.Seen.SetResult(request);
            }
        }

        return request;
    }

    /// <summary>The request as the sandbox takes it. Files are not buffered: the last part is read by the sandbox itself.</summary>
    private async Task<HttpRequestMessage> ToMessageAsync(HttpContext context, WireRequest request, RecordingStream body)
    {
        var root = request.IsStorage ? StorageRoot : ApiRoot;
        var message = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(root, request.Path));
        if (context.Request.ContentLength is > 0 || context.Request.Headers.TransferEncoding.Count > 0)
        {
            message.Content = MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) && type.MediaType == "multipart/form-data"
                ? await ToFormAsync(body, HeaderUtilities.RemoveQuotes(type.Boundary).ToString())
                : new StreamContent(body);
            message.Content.Headers.Remove("Content-Type");
            message.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
            message.Content.Headers.ContentLength = context.Request.ContentLength;
        }

        foreach (var header in request.Headers.Where(header => !header.Key.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)))
        {
            message.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        return message;
    }

    private static async Task<HttpContent> ToFormAsync(Stream body, string boundary)
    {
        var form = new MultipartFormDataContent(boundary);
        var reader = new MultipartReader(boundary, body);
        while (await reader.ReadNextSectionAsync() is { } section)
        {
            var isFile = section.GetContentDispositionHeader()?.Name == "file" || section.GetContentDispositionHeader()?.FileName.HasValue == true;
            HttpContent part = isFile ? new StreamContent(section.Body) : new StringContent(await section.ReadAsStringAsync());
            part.Headers.TryAddWithoutValidation("Content-Disposition", section.ContentDisposition);
            form.Add(part);
            if (isFile)
            {
                break;
            }
        }

        return form;
    }

    /// <summary>A request's stay. It ends before the last byte of the answer: whoever has that may send the next one, or leave.</summary>
    private sealed class Visit : IDisposable
    {
        private readonly IReadOnlyList<Gauge> _gauges;
        private readonly CancellationTokenRegistration _watch;

        public Visit(IReadOnlyList<Gauge> gauges, CancellationTokenRegistration watch)
        {
            (_gauges, _watch) = (gauges, watch);
            foreach (var gauge in gauges)
            {
                gauge.Add(1);
            }
        }

        public bool HasEnded { get; private set; }

        public void Dispose()
        {
            if (HasEnded)
            {
                return;
            }

            HasEnded = true;
            _watch.Dispose();
            foreach (var gauge in _gauges)
            {
                gauge.Add(-1);
            }
        }
    }

    /// <summary>How many there are, and how many there were at the most.</summary>
    private sealed class Gauge
    {
        private readonly object _lock = new();
        private int _now;

        public int Now
        {
            get
            {
                lock (_lock)
                {
                    return _now;
                }
            }
        }

        public int Peak { get; private set; }

        public void Add(int count)
        {
            lock (_lock)
            {
                _now += count;
                Peak = Math.Max(Peak, _now);
            }
        }
    }
}
