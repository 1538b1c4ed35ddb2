using System.Text;
using System.Text.RegularExpressions;

namespace Seedance.Api;

/// <summary>Requests to the storage behind the service: uploads to S3 and downloads from the CDN. The key is never sent there.</summary>
internal sealed class StorageTransport(SeedanceConnection connection, ClientOptions options)
{
    /// <summary>A slow connection is not a lost one: 50 kB a second are enough.</summary>
    private const double MinUploadBytesPerSecond = 50_000;

    private static readonly Regex _errorElements = new("<(?:Code|Message)>(?<text>[^<]*)</", RegexOptions.CultureInvariant);

    private readonly HttpSender _sender = new(connection.Http.Storage, connection.Http.FindProxy, connection.Clock);

    /// <summary>Posts a file with its presigned form, once.</summary>
    /// <exception cref="SeedanceException">The storage did not accept the file.</exception>
    public async Task PostFileAsync(UploadForm form, Stream content, long length, string path, string contentType, CancellationToken cancellationToken)
    {
        using var permit = await options.Gate.AcquireAsync(cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, form.Address) { Content = form.ToContent(content, contentType) };
        var timeout = connection.RequestTimeout + TimeSpan.FromSeconds(length / MinUploadBytesPerSecond);
        options.OnRequest?.Invoke(new RequestInfo(HttpMethod.Post, form.Address) { FormFields = form.Fields, FilePath = path, FileType = contentType });
        var start = connection.Clock.GetTimestamp();
        using var response = await _sender.SendAsync(request, HttpCompletionOption.ResponseContentRead, timeout, cancellationToken);
        options.Trace?.Invoke(() => Messages.TraceUpload(form.Address.Host, path, (int)response.StatusCode, connection.Clock.GetElapsedTime(start)));
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        var error = new ServiceResponse((int)response.StatusCode, ReadError(await response.Content.ReadAsByteArrayAsync()), null);

        throw (int)response.StatusCode switch
        {
            429 => new RateLimitedException(error, RetryAfterHeader.Read(response, connection.Clock)),

            // 403 usually means that the form expired on the way; the next attempt gets a new one.
            403 or 408 or >= 500 => new ServiceFailureException(error),
            _ => new MediaRejectedException(error),
        };
    }

    /// <summary>Asks for a video, or for the rest of it. The response's headers have arrived when the task ends.</summary>
    public Task<HttpResponseMessage> GetAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _sender.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, connection.RequestTimeout, cancellationToken);

    /// <summary>Throws what the status of a download means, unless it succeeded.</summary>
    /// <param name="response">The response.</param>
    /// <param name="what">What was asked for, for the error.</param>
    public void ThrowIfError(HttpResponseMessage response, string what)
    {
        var error = new ServiceResponse((int)response.StatusCode, response.ReasonPhrase, null);
        switch ((int)response.StatusCode)
        {
            case >= 200 and < 300:
                return;

            // How storages say that an address has expired.
            case 400 or 401 or 403 or 404 or 410:
                throw new NotFoundException(what, error);
            case 429:
                throw new RateLimitedException(error, RetryAfterHeader.Read(response, connection.Clock));
            default:
                throw new ServiceFailureException(error);
        }
    }

    /// <summary>S3's error code and message. The rest of its XML may contain the form's signature.</summary>
    private string? ReadError(byte[] body)
    {
        var parts = _errorElements.Matches(connection.Redact(Encoding.UTF8.GetString(body))).Cast<Match>().Select(match => match.Groups[1].Value);
        return ErrorResponse.Shorten(string.Join(": ", parts));
    }
}
