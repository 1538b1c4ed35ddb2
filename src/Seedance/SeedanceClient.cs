namespace Seedance;

/// <summary>What the cmdlets ask for, in the API's terms: upload, create, read, wait, save.</summary>
internal sealed class SeedanceClient
{
    private const int PageSize = 50;

    private readonly SeedanceConnection _connection;
    private readonly ApiTransport _api;
    private readonly MediaUploader _uploader;
    private readonly GenerationWaiter _waiter;
    private readonly ClientOptions _options;

    public SeedanceClient(SeedanceConnection connection, ClientOptions options)
    {
        _connection = connection;
        _api = new ApiTransport(connection, options);
        _uploader = new MediaUploader(connection, _api, options);
        _waiter = new GenerationWaiter(ReadOnceAsync, connection.Clock, options);
        _options = options;
    }

    /// <summary>Gives a local file an id, by upload unless the account has its content already; what can be sent is passed on as it is.</summary>
    /// <param name="media">The media.</param>
    /// <param name="force">Whether it is uploaded even so.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<SeedanceMedia> UploadAsync(SeedanceMedia media, bool force, CancellationToken cancellationToken)
    {
        if (media.IsReady)
        {
            return media;
        }

        if (force)
        {
            return await _uploader.UploadAsync(media, cancellationToken);
        }

        return await _connection.Uploads.GetOrUploadAsync(media, fresh => _uploader.UploadAsync(fresh, cancellationToken), cancellationToken);
    }

    /// <summary>Uploads what the draft needs, then submits it, at most once.</summary>
    /// <exception cref="SubmissionUnknownException">It was sent and the answer was lost; it is not sent again.</exception>
    public async Task<SeedanceGeneration> CreateAsync(SeedanceRequest request, VideoModel model, CancellationToken cancellationToken)
    {
        // One after the other: one input has one request in hand.
        var ready = await request.WithMediaAsync(media => UploadAsync(media, force: false, cancellationToken));
        try
        {
            return await SubmitAsync(ready, model, cancellationToken);
        }
        catch (MediaRefusedException) when (ready.Guidances().Any(guidance => guidance.Media.Any(media => media.IsCached)))
        {
            // Refused, so nothing was made: ids that were remembered are replaced, once.
            return await SubmitAsync(await ready.WithMediaAsync(media => RefreshAsync(media, cancellationToken)), model, cancellationToken);
        }
    }

    /// <summary>What the service knows of an upload.</summary>
    /// <exception cref="NotFoundException">It does not know it.</exception>
    public async Task<SeedanceMedia> ReadMediaAsync(SeedanceMedia media, CancellationToken cancellationToken)
    {
        var clip = await _api.SendAsync(HttpMethod.Get, $"v1/media/{media.Id}", null, RetryPolicy.Free, answer => MediaAnswer.Read(answer, "uploaded_media_by_pk"), cancellationToken);
        var found = clip.Media ?? (await _api.SendAsync(HttpMethod.Get, $"v1/init-image/{media.Id}", null, RetryPolicy.Free, answer => MediaAnswer.Read(answer, "init_images_by_pk"), cancellationToken)).Media;
        return found ?? throw new NotFoundException(Strings.ThatMedia(media.Id!), new(200, null, null));
    }

    /// <summary>Deletes an upload.</summary>
    /// <exception cref="NotFoundException">The service does not know it.</exception>
    public async Task DeleteMediaAsync(SeedanceMedia media, CancellationToken cancellationToken)
    {
        _ = await DeleteAsync($"v1/media/{media.Id}", "delete_uploaded_media_by_pk", cancellationToken) || await DeleteAsync($"v1/init-image/{media.Id}", "delete_init_images_by_pk", cancellationToken)
            ? true
            : throw new NotFoundException(Strings.ThatMedia(media.Id!), new(200, null, null));
    }

    /// <summary>Deletes a generation.</summary>
    /// <exception cref="NotFoundException">The service does not know it.</exception>
    public async Task DeleteAsync(SeedanceGeneration generation, CancellationToken cancellationToken) =>
        _ = await DeleteAsync($"v1/generations/{generation.Id}", "delete_generations_by_pk", cancellationToken) ? true : throw new NotFoundException(Strings.ThatGeneration(generation.Id), new(200, null, null));

    /// <summary>The account behind the key.</summary>
    public Task<SeedanceAccount> ReadAccountAsync(CancellationToken cancellationToken) =>
        _api.SendAsync(HttpMethod.Get, "v1/me", null, RetryPolicy.Free, SeedanceAccount.Read, cancellationToken);

    /// <summary>The account's generations, newest first, page by page, for as long as more are wanted.</summary>
    /// <param name="skip">How many of the newest are left out.</param>
    /// <param name="wantsMore">Takes each generation, and says whether to go on.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task ListAsync(long skip, Func<SeedanceGeneration, Task<bool>> wantsMore, CancellationToken cancellationToken)
    {
        var account = await ReadAccountAsync(cancellationToken);
        for (var offset = skip; ; offset += PageSize)
        {
            var page = await _api.SendAsync(HttpMethod.Get, $"v1/generations/user/{account.UserId}?offset={offset}&limit={PageSize}", null, RetryPolicy.Free, GenerationAnswer.ReadList, cancellationToken);
            foreach (var generation in page)
            {
                if (!await wantsMore(generation with { Connection = _connection }))
                {
                    return;
                }
            }

            if (page.Count < PageSize)
            {
                return;
            }
        }
    }

    /// <summary>The generation as it stands now.</summary>
    /// <exception cref="NotFoundException">The service does not know the id.</exception>
    public Task<SeedanceGeneration> ReadAsync(SeedanceGeneration generation, CancellationToken cancellationToken) =>
        ReadAsync(generation, RetryPolicy.Free, cancellationToken);

    /// <summary>Waits until the video is there.</summary>
    /// <exception cref="GenerationFailedException">The job ended without a video.</exception>
    /// <exception cref="WaitTimeoutException">The time was up first; the job goes on.</exception>
    public Task<SeedanceGeneration> WaitAsync(SeedanceGeneration generation, TimeSpan timeout, CancellationToken cancellationToken) =>
        _waiter.WaitAsync(generation, timeout, cancellationToken);

    /// <summary>Downloads the video of a generation that is complete.</summary>
    /// <param name="generation">The generation; it is read first when its video's address is not known.</param>
    /// <param name="name">The file's full path, for the generation as it is then known.</param>
    /// <param name="force">Whether a file there is replaced.</param>
    /// <param name="cancellationToken">Ends it, leaving nothing behind.</param>
    public async Task<SeedanceGeneration> SaveAsync(SeedanceGeneration generation, Func<SeedanceGeneration, string> name, bool force, CancellationToken cancellationToken)
    {
        var ready = generation.IsReady ? generation : await ReadReadyAsync(generation, cancellationToken);
        var path = name(ready);

        // An address that expired is renewed by reading the job again.
        await new VideoDownload(_connection, _options, ready, path, force)
            .RunAsync(async () => (await ReadReadyAsync(ready, cancellationToken)).VideoUrl!, cancellationToken);
        return ready with { Path = path };
    }

    /// <summary>The generation, once it is sure to have a video.</summary>
    private async Task<SeedanceGeneration> ReadReadyAsync(SeedanceGeneration generation, CancellationToken cancellationToken)
    {
        var latest = await ReadAsync(generation, cancellationToken);
        return latest.Status == GenerationStatus.Failed ? throw new GenerationFailedException(latest)
            : latest.IsReady ? latest
            : throw new VideoNotReadyException(latest);
    }

    private async Task<SeedanceGeneration> SubmitAsync(SeedanceRequest ready, VideoModel model, CancellationToken cancellationToken)
    {
        try
        {
            var created = await _api.SendAsync(HttpMethod.Post, "v2/generations", RequestJson.Write(ready, model), RetryPolicy.Paid, GenerationJson.ReadCreated, cancellationToken);
            return ready.Complete(created, _connection);
        }
        catch (SeedanceException cause) when (cause is ConnectionLostException or RequestTimeoutException or ServiceFailureException or UnknownAnswerException)
        {
            throw new SubmissionUnknownException(cause);
        }
    }

    private async Task<SeedanceMedia> RefreshAsync(SeedanceMedia media, CancellationToken cancellationToken)
    {
        if (!media.IsCached)
        {
            return media;
        }

        _connection.Uploads.Forget(media);
        return await UploadAsync(media with { Id = null, IsCached = false }, force: false, cancellationToken);
    }

    private async Task<bool> DeleteAsync(string path, string wrapper, CancellationToken cancellationToken) =>
        (await _api.SendAsync(HttpMethod.Delete, path, null, RetryPolicy.Free, answer => DeleteAnswer.Read(answer, wrapper), cancellationToken)).Existed;

    private Task<SeedanceGeneration> ReadOnceAsync(SeedanceGeneration generation, CancellationToken cancellationToken) =>
        ReadAsync(generation, RetryPolicy.None, cancellationToken);

    private async Task<SeedanceGeneration> ReadAsync(SeedanceGeneration generation, RetryPolicy policy, CancellationToken cancellationToken)
    {
        var answer = await _api.SendAsync(HttpMethod.Get, $"v1/generations/{generation.Id}", null, policy, GenerationAnswer.Read, cancellationToken);
        var latest = answer.Generation ?? throw new NotFoundException(Strings.ThatGeneration(generation.Id), new(200, null, null));
        return string.Equals(latest.Id, generation.Id, StringComparison.OrdinalIgnoreCase)
            ? generation.ReadAgain(latest, _connection)
            : throw new UnknownAnswerException(new(200, Strings.OtherGeneration(latest.Id), null));
    }
}
