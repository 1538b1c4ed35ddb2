using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Seedance;

/// <summary>Requests to the API with the key on them: sent, retried as the policy allows, answers and refusals told apart.</summary>
internal sealed class ApiTransport(SeedanceConnection connection, ClientOptions options)
{
    /// <summary>The path that makes jobs, and that the service takes fewer requests for.</summary>
    public const string Creates = "v2/generations";

    private static readonly MediaTypeWithQualityHeaderValue _json = new("application/json");

    private readonly HttpSender _sender = new(connection.Api, connection.Clock);
    private readonly Func<string, string> _redact = connection.Redact;
    private readonly string _root = connection.BaseUri.AbsoluteUri.TrimEnd('/');

    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path below the API's root, such as v2/generations.</param>
    /// <param name="body">The JSON body, or null.</param>
    /// <param name="policy">When it may be sent again.</param>
    /// <param name="read">Takes what it needs from the answer, or null when that is not there.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="SeedanceException">No good answer came.</exception>
    public Task<T> SendAsync<T>(HttpMethod method, string path, byte[]? body, RetryPolicy policy, Func<JsonElement, T?> read, CancellationToken cancellationToken)
        where T : class =>
        policy.RunAsync(
            () => SendOnceAsync(method, path, body, read, null, cancellationToken),
            options.Retry,
            connection.Clock,
            (failure, pause) => options.Trace?.Invoke(() => Strings.TraceRetry(method, path, failure, pause)),
            cancellationToken);

    /// <summary>The same, once.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path below the API's root.</param>
    /// <param name="body">The JSON body, or null.</param>
    /// <param name="read">Takes what it needs from the answer, or null when that is not there.</param>
    /// <param name="leaving">Called when the request is next to leave; what it throws keeps it back.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<T> SendOnceAsync<T>(HttpMethod method, string path, byte[]? body, Func<JsonElement, T?> read, Action? leaving, CancellationToken cancellationToken)
        where T : class
    {
        var address = new Uri($"{_root}/{path}");
        if (method == HttpMethod.Post && path == Creates)
        {
            await connection.Account.Limits.Creates.EnterAsync(connection.Clock, cancellationToken);
        }

        await connection.Account.Limits.Requests.EnterAsync(connection.Clock, cancellationToken);
        using var pass = await options.Gate.EnterAsync(cancellationToken);
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = connection.Authorize(address);
        request.Headers.Accept.Add(_json);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = _json;
        }

        leaving?.Invoke();
        var start = connection.Clock.GetTimestamp();
        using var response = await _sender.SendAsync(request, HttpCompletionOption.ResponseContentRead, connection.RequestTimeout, cancellationToken);
        options.Trace?.Invoke(() => Strings.TraceAnswer(method, address, (int)response.StatusCode, connection.Clock.GetElapsedTime(start)));

        var bytes = await response.Content.ReadAsByteArrayAsync();
        var status = (int)response.StatusCode;
        var requestId = response.Headers.TryGetValues("X-Request-ID", out var ids) && ids.FirstOrDefault() is { } id ? _redact(id) : null;
        using var json = TryParse(bytes);
        if (ErrorAnswer.Read(status, json?.RootElement, json is null ? Encoding.UTF8.GetString(bytes) : string.Empty, requestId, RetryAfter(response), _redact) is { } error)
        {
            throw error;
        }

        return read(json!.RootElement)
            ?? throw new UnknownAnswerException(new(status, ErrorAnswer.Shorten(_redact(Encoding.UTF8.GetString(bytes))), requestId));
    }

    private static JsonDocument? TryParse(byte[] bytes)
    {
        try
        {
            // A byte order mark is no part of JSON, and no reason to lose a paid job's id.
            var start = bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
            return JsonDocument.Parse(bytes.AsMemory(start));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var asked = response.Headers.RetryAfter?.Delta ?? (response.Headers.RetryAfter?.Date - connection.Clock.GetUtcNow());
        return asked < TimeSpan.Zero ? TimeSpan.Zero : asked;
    }
}
