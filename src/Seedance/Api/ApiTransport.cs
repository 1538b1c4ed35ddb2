using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Seedance.Api;

/// <summary>Sends requests with the key to the API, within its limits, and tells responses from errors.</summary>
internal sealed class ApiTransport(SeedanceConnection connection, ClientOptions options)
{
    private static readonly MediaTypeWithQualityHeaderValue _json = new("application/json");

    private readonly HttpSender _sender = new(connection.Http.Api, connection.Http.FindProxy, connection.Clock);
    private readonly Func<string, string> _redact = connection.Redact;
    private readonly string _root = connection.BaseUri.AbsoluteUri.TrimEnd('/');

    /// <summary>Sends a request and retries it as the policy allows.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path below the API's root, such as v1/me.</param>
    /// <param name="body">The JSON body, or null.</param>
    /// <param name="policy">When the request may be sent again.</param>
    /// <param name="read">Reads the response; null when it is not what was expected.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <exception cref="SeedanceException">There was no valid response.</exception>
    public Task<T> SendAsync<T>(HttpMethod method, string path, byte[]? body, RetryPolicy policy, Func<JsonElement, T?> read, CancellationToken cancellationToken)
        where T : class =>
        policy.RunAsync(
            () => SendOnceAsync(method, path, body, read, cancellationToken),
            options.Retry,
            connection.Clock,
            (failure, delay) => options.Trace?.Invoke(() => Messages.TraceRetry(method, path, failure, delay)),
            cancellationToken);

    /// <summary>Waits for the rate limit and for a free place among the command's concurrent requests.</summary>
    public async Task<IDisposable> AcquireAsync(CancellationToken cancellationToken)
    {
        await connection.Limits.Requests.WaitAsync(connection.Clock, cancellationToken);
        return await options.Gate.AcquireAsync(cancellationToken);
    }

    /// <summary>Sends a request once; the caller has acquired its permit.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path below the API's root.</param>
    /// <param name="body">The JSON body, or null.</param>
    /// <param name="readFirst">Reads a 2xx response before errors are looked for in it, or null.</param>
    /// <param name="read">Reads the response; null when it is not what was expected.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    public async Task<T> ExchangeAsync<T>(HttpMethod method, string path, byte[]? body, Func<JsonElement, T?>? readFirst, Func<JsonElement, T?> read, CancellationToken cancellationToken)
        where T : class
    {
        var address = new Uri($"{_root}/{path}");
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = connection.Authorize(address);
        request.Headers.Accept.Add(_json);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = _json;
        }

        options.OnRequest?.Invoke(new RequestInfo(method, address) { IsAuthorized = true, Body = body });
        var start = connection.Clock.GetTimestamp();
        using var response = await _sender.SendAsync(request, HttpCompletionOption.ResponseContentRead, connection.RequestTimeout, cancellationToken);
        options.Trace?.Invoke(() => Messages.TraceResponse(method, address, (int)response.StatusCode, connection.Clock.GetElapsedTime(start)));

        if (response.Headers.Date is { } serverTime)
        {
            connection.KeyAccount.AcceptServerTime(serverTime, connection.Clock.GetUtcNow());
        }

        var bytes = await response.Content.ReadAsByteArrayAsync();
        var status = (int)response.StatusCode;
        Telemetry.OnReceived(address, bytes.Length);
        var requestId = response.Headers.TryGetValues("X-Request-ID", out var ids) && ids.FirstOrDefault() is { } id ? _redact(id) : null;
        using var json = TryParse(bytes);
        if (readFirst is not null && json is not null && response.IsSuccessStatusCode && readFirst(json.RootElement) is { } result)
        {
            return result;
        }

        if (ErrorResponse.Read(status, json?.RootElement, json is null ? Encoding.UTF8.GetString(bytes) : string.Empty, requestId, RetryAfterHeader.Read(response, connection.Clock), _redact) is { } error)
        {
            if (error is UnauthorizedException)
            {
                connection.KeyAccount.OnRejected();
            }

            throw error;
        }

        return read(json!.RootElement)
            ?? throw new UnexpectedResponseException(new(status, ErrorResponse.Shorten(_redact(Encoding.UTF8.GetString(bytes))), requestId));
    }

    private async Task<T> SendOnceAsync<T>(HttpMethod method, string path, byte[]? body, Func<JsonElement, T?> read, CancellationToken cancellationToken)
        where T : class
    {
        using var permit = await AcquireAsync(cancellationToken);
        return await ExchangeAsync(method, path, body, null, read, cancellationToken);
    }

    private static JsonDocument? TryParse(byte[] bytes)
    {
        try
        {
            // A byte order mark is not JSON, but no reason to lose the id of a paid job.
            var start = bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
            return JsonDocument.Parse(bytes.AsMemory(start));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
