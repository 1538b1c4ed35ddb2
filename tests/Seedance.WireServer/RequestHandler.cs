using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace Seedance.WireServer;

/// <summary>Handles a request: records it, applies a fault and sends it to the sandbox.</summary>
internal sealed class RequestHandler(WireServer server, HttpMessageInvoker sandbox, TimeProvider clock)
{
    public RequestLog Log { get; } = new();

    public InFlightCounter InFlight { get; } = new();

    public InFlightCounter InFlightOnApi { get; } = new();

    public async Task HandleAsync(HttpContext context)
    {
        var request = CreateRequest(context);
        using var inFlight = new InFlightRequest(request.IsStorage ? [InFlight] : [InFlight, InFlightOnApi], context.RequestAborted.Register(request.Abort));
        // A test that waits for the request finds it counted.
        Log.Add(request);
        try
        {
            await HandleAsync(context, request, inFlight);
        }
        catch (Exception exception) when (exception is BadHttpRequestException or ConnectionResetException || (context.RequestAborted.IsCancellationRequested && exception is (OperationCanceledException or IOException)))
        {
            // The read of the body may notice before the request is told. And ending the request removes the registration, perhaps before its callback has run.
            if (!inFlight.HasEnded)
            {
                request.Abort();
            }
        }
    }

    private async Task HandleAsync(HttpContext context, WireRequest request, InFlightRequest inFlight)
    {
        var writer = new ResponseWriter(context, request, inFlight, clock);
        var fault = request.Fault = server.Faults.Take($"{request.Method} {request.Path}");
        await Task.Delay(server.Latency + (fault?.Delay ?? TimeSpan.Zero), clock, context.RequestAborted);
        var body = new RecordingStream(context.Request.Body, request, server.MaxRecordedBytes);
        if (fault is { AfterProcessing: false })
        {
            await fault.HeldUntil.WaitAsync(context.RequestAborted);
        }

        if (fault is { AfterProcessing: false, ReplacesResponse: true })
        {
            await body.CopyToAsync(Stream.Null, context.RequestAborted);
            await writer.WriteFaultAsync(fault);
            return;
        }

        var root = request.IsStorage ? server.StorageRoot : server.ApiRoot;
        using var message = await SandboxMessage.CreateAsync(context.Request, new Uri(root, request.Path), body);
        using var response = await sandbox.SendAsync(message, context.RequestAborted);
        await body.CopyToAsync(Stream.Null, context.RequestAborted);
        if (fault is { AfterProcessing: true })
        {
            await fault.HeldUntil.WaitAsync(context.RequestAborted);
        }

        await (fault is { ReplacesResponse: true } ? writer.WriteFaultAsync(fault) : writer.WriteAsync(response, fault));
    }

    private WireRequest CreateRequest(HttpContext context) => new()
    {
        Method = context.Request.Method,
        Path = context.Request.Path + context.Request.QueryString,
        IsStorage = context.Connection.LocalPort == server.StorageRoot.Port,
        Headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
    };
}
