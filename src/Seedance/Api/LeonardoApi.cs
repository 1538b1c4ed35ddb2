using System.Text.Json;

namespace Seedance.Api;

/// <summary>The endpoints of the Leonardo.AI REST API that Seedance uses, one method for each.</summary>
internal sealed class LeonardoApi(SeedanceConnection connection, ClientOptions options)
{
    public const string CreateGenerationPath = "v2/generations";

    private readonly ApiTransport _transport = new(connection, options);

    /// <summary>Waits until a create request may be sent: by the rate limits, and as one of the command's concurrent requests.</summary>
    /// <returns>The permit, which is disposed of after the request.</returns>
    public async Task<IDisposable> AcquireCreateAsync(CancellationToken cancellationToken)
    {
        await connection.Limits.Creates.WaitAsync(connection.Clock, cancellationToken);
        return await _transport.AcquireAsync(cancellationToken);
    }

    /// <summary>POST /v2/generations, once and without retries: it costs money. The caller has acquired a permit.</summary>
    /// <param name="body">The request's JSON.</param>
    /// <param name="cancellationToken">The token to cancel the operation; the response still gets a few seconds to arrive.</param>
    /// <exception cref="SeedanceException">There was no response with an id.</exception>
    public async Task<SeedanceGeneration> CreateGenerationAsync(byte[] body, CancellationToken cancellationToken)
    {
        using var grace = new ResponseGracePeriod(connection.Clock, cancellationToken);
        return await _transport.ExchangeAsync(HttpMethod.Post, CreateGenerationPath, body, GenerationJson.ReadCreated, GenerationJson.ReadCreated, grace.Token);
    }

    /// <summary>GET /v1/generations/{id}.</summary>
    /// <exception cref="NotFoundException">The service does not know the id.</exception>
    public async Task<SeedanceGeneration> GetGenerationAsync(string id, RetryPolicy policy, CancellationToken cancellationToken)
    {
        var response = await _transport.SendAsync(HttpMethod.Get, $"v1/generations/{id}", null, policy, GenerationResponse.Read, cancellationToken);
        var generation = response.Generation ?? throw new NotFoundException(Messages.DescribeGeneration(id), default);
        return string.Equals(generation.Id, id, StringComparison.OrdinalIgnoreCase)
            ? generation
            : throw new UnexpectedResponseException(new(200, Messages.OtherGeneration(generation.Id), null));
    }

    /// <summary>GET /v1/generations/user/{userId}: a page of the account's list, newest first.</summary>
    public Task<GenerationPage> ListGenerationsAsync(string userId, long offset, int limit, RetryPolicy policy, CancellationToken cancellationToken) =>
        _transport.SendAsync(HttpMethod.Get, $"v1/generations/user/{userId}?offset={offset}&limit={limit}", null, policy, GenerationPage.Read, cancellationToken);

    /// <summary>DELETE /v1/generations/{id}.</summary>
    /// <returns>Whether the service knew the id; null when only a retry found nothing, so that an earlier attempt may have deleted it.</returns>
    public Task<bool?> DeleteGenerationAsync(string id, CancellationToken cancellationToken) => DeleteAsync($"v1/generations/{id}", "delete_generations_by_pk", cancellationToken);

    /// <summary>POST /v1/init-image: a form for the upload of an image. Sent once: the caller retries the upload as a whole.</summary>
    public Task<UploadForm> InitImageAsync(string extension, CancellationToken cancellationToken) =>
        InitUploadAsync("v1/init-image", WriteInit(extension, null), UploadForm.ReadInitImage, cancellationToken);

    /// <summary>POST /v1/media: a form for the upload of video or audio. Sent once: the caller retries the upload as a whole.</summary>
    public Task<UploadForm> InitMediaAsync(string extension, string fileName, CancellationToken cancellationToken) =>
        InitUploadAsync("v1/media", WriteInit(extension, fileName), UploadForm.ReadInitMedia, cancellationToken);

    /// <summary>GET /v1/media/{id}: whether uploaded video or audio can be used yet.</summary>
    public Task<MediaStatus> GetMediaStatusAsync(string id, CancellationToken cancellationToken) =>
        _transport.SendAsync(HttpMethod.Get, $"v1/media/{id}", null, RetryPolicy.Idempotent, MediaStatus.Read, cancellationToken);

    /// <summary>GET /v1/media/{id}.</summary>
    /// <returns>Null when the service does not know the id.</returns>
    public async Task<SeedanceMedia?> GetMediaAsync(string id, CancellationToken cancellationToken) =>
        (await _transport.SendAsync(HttpMethod.Get, $"v1/media/{id}", null, RetryPolicy.Idempotent, MediaResponse.ReadMedia, cancellationToken)).Media;

    /// <summary>GET /v1/init-image/{id}.</summary>
    /// <returns>Null when the service does not know the id.</returns>
    public async Task<SeedanceMedia?> GetImageAsync(string id, CancellationToken cancellationToken) =>
        (await _transport.SendAsync(HttpMethod.Get, $"v1/init-image/{id}", null, RetryPolicy.Idempotent, MediaResponse.ReadImage, cancellationToken)).Media;

    /// <summary>DELETE /v1/media/{id}.</summary>
    /// <returns>Whether the service knew the id; null when only a retry found nothing.</returns>
    public Task<bool?> DeleteMediaAsync(string id, CancellationToken cancellationToken) => DeleteAsync($"v1/media/{id}", "delete_uploaded_media_by_pk", cancellationToken);

    /// <summary>DELETE /v1/init-image/{id}.</summary>
    /// <returns>Whether the service knew the id; null when only a retry found nothing.</returns>
    public Task<bool?> DeleteImageAsync(string id, CancellationToken cancellationToken) => DeleteAsync($"v1/init-image/{id}", "delete_init_images_by_pk", cancellationToken);

    /// <summary>GET /v1/me.</summary>
    public Task<SeedanceAccount> GetMeAsync(RetryPolicy policy, CancellationToken cancellationToken) =>
        _transport.SendAsync(HttpMethod.Get, "v1/me", null, policy, AccountJson.Read, cancellationToken);

    private async Task<UploadForm> InitUploadAsync(string path, byte[] body, Func<JsonElement, UploadForm?> read, CancellationToken cancellationToken)
    {
        try
        {
            return await _transport.SendAsync(HttpMethod.Post, path, body, RetryPolicy.None, read, cancellationToken);
        }
        catch (UnexpectedResponseException failure)
        {
            // An unreadable form may contain its signature, which must not be shown.
            throw new UnexpectedResponseException(new(failure.StatusCode, null, failure.RequestId));
        }
    }

    private async Task<bool?> DeleteAsync(string path, string wrapper, CancellationToken cancellationToken)
    {
        var attempts = 0;
        var response = await RetryPolicy.Idempotent.RunAsync(
            async () =>
            {
                attempts++;
                return await _transport.SendAsync(HttpMethod.Delete, path, null, RetryPolicy.None, body => DeleteResponse.Read(body, wrapper), cancellationToken);
            },
            options.Retry,
            connection.Clock,
            (failure, delay) => options.Trace?.Invoke(() => Messages.TraceRetry(HttpMethod.Delete, path, failure, delay)),
            cancellationToken);
        return response.Existed ? true : attempts > 1 ? null : false;
    }

    private static byte[] WriteInit(string extension, string? originalFilename)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("extension", extension);
            if (originalFilename is not null)
            {
                json.WriteString("originalFilename", originalFilename);
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
