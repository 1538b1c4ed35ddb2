using System.Net;
using Microsoft.AspNetCore.Http;

namespace Seedance.WireServer;

/// <summary>Writes the response to a request: the sandbox's or that of a fault.</summary>
internal sealed class ResponseWriter(HttpContext context, WireRequest request, InFlightRequest inFlight, TimeProvider clock)
{
    private const int MaxChunkLength = 1 << 20;
    private const int DelayedChunkLength = 4096;

    /// <summary>Writes the response of a fault that replaces the sandbox's.</summary>
    public async Task WriteFaultAsync(Fault fault)
    {
        if (fault.Drop)
        {
            inFlight.Dispose();
            context.Abort();
            return;
        }

        if (fault.Hang)
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }

        var (status, headers) = (fault.Status!.Value, context.Response.Headers);
        request.Status = context.Response.StatusCode = status;
        context.Response.ContentType = fault.ContentType;
        if (fault.ContentEncoding is not null)
        {
            headers.ContentEncoding = fault.ContentEncoding;
        }

        if (fault.RetryAfter is not null)
        {
            headers.RetryAfter = fault.RetryAfter;
        }

        if (fault.Location is not null)
        {
            headers.Location = fault.Location.AbsoluteUri;
        }

        inFlight.Dispose();
        await context.Response.WriteAsync(fault.Body, context.RequestAborted);
    }

    /// <summary>Writes the sandbox's response, changed by a fault if there is one.</summary>
    /// <remarks>The server closes the connection after a response that is shorter than its Content-Length.</remarks>
    public async Task WriteAsync(HttpResponseMessage response, Fault? fault)
    {
        request.Status = context.Response.StatusCode = (int)response.StatusCode;
        foreach (var header in response.Headers.Concat(response.Content.Headers))
        {
            context.Response.Headers[header.Key] = header.Value.ToArray();
        }

        if (fault?.EntityTag is not null)
        {
            context.Response.Headers.ETag = fault.EntityTag;
        }

        using var body = await response.Content.ReadAsStreamAsync();
        var fullLength = response.Content.Headers.ContentLength ?? body.Length;
        var length = Math.Min(fullLength, fault?.TruncateTo ?? fault?.DisconnectAfter ?? long.MaxValue);
        if (response.StatusCode != HttpStatusCode.NoContent)
        {
            context.Response.ContentLength = fault?.DisconnectAfter is null ? length : fullLength;
        }

        await WriteBodyAsync(body, length, fault?.ChunkDelay ?? TimeSpan.Zero);
    }

    private async Task WriteBodyAsync(Stream body, long length, TimeSpan chunkDelay)
    {
        // Sends the headers first, even when a fault allows no byte of the body.
        EndIf(length == 0);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        var buffer = new byte[(int)Math.Min(length, chunkDelay > TimeSpan.Zero ? DelayedChunkLength : MaxChunkLength)];
        for (long start = 0; start < length; start += buffer.Length)
        {
            await Task.Delay(chunkDelay, clock, context.RequestAborted);
            var chunk = buffer.AsMemory(0, (int)Math.Min(buffer.Length, length - start));
            await body.ReadExactlyAsync(chunk, context.RequestAborted);
            EndIf(start + chunk.Length >= length);
            await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }

    private void EndIf(bool isLastWrite)
    {
        if (isLastWrite)
        {
            inFlight.Dispose();
        }
    }
}
