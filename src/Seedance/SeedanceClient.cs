namespace Seedance;

/// <summary>What the cmdlets ask for, in the API's terms: upload, create, read, wait, save.</summary>
internal sealed class SeedanceClient
{
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

    /// <summary>Gives a local file an id; what has one already is passed on as it is.</summary>
    public async Task<SeedanceMedia> UploadAsync(SeedanceMedia media, CancellationToken cancellationToken) =>
        media.IsReady ? media : await _uploader.UploadAsync(media, cancellationToken);

    /// <summary>Uploads what the draft needs, then submits it, at most once.</summary>
    /// <exception cref="SubmissionUnknownException">It was sent and the answer was lost; it is not sent again.</exception>
    public async Task<SeedanceGeneration> CreateAsync(SeedanceRequest request, VideoModel model, CancellationToken cancellationToken)
    {
        // One after the other: one input has one request in hand.
        var ready = await request.WithMediaAsync(media => UploadAsync(media, cancellationToken));
        return request.Complete(await SubmitAsync(RequestJson.Write(ready, model), cancellationToken)) with { Connection = _connection };
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

    private async Task<SeedanceGeneration> SubmitAsync(byte[] body, CancellationToken cancellationToken)
    {
        try
        {
            return await _api.SendAsync(HttpMethod.Post, "v2/generations", body, RetryPolicy.Paid, GenerationJson.ReadCreated, cancellationToken);
        }
        catch (SeedanceException cause) when (cause is ConnectionLostException or RequestTimeoutException or ServiceFailureException or UnknownAnswerException)
        {
            throw new SubmissionUnknownException(cause);
        }
    }

    private Task<SeedanceGeneration> ReadOnceAsync(SeedanceGeneration generation, CancellationToken cancellationToken) =>
        ReadAsync(generation, RetryPolicy.None, cancellationToken);

    private async Task<SeedanceGeneration> ReadAsync(SeedanceGeneration generation, RetryPolicy policy, CancellationToken cancellationToken)
    {
        var answer = await _api.SendAsync(HttpMethod.Get, $"v1/generations/{generation.Id}", null, policy, GenerationAnswer.Read, cancellationToken);
        var latest = answer.Generation ?? throw new NotFoundException(Strings.ThatGeneration(generation.Id), new(200, null, null));
        return generation.ReadAgain(latest) with { Connection = _connection };
    }
}
