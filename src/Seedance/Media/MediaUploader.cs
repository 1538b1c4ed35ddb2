namespace Seedance.Media;

/// <summary>Uploads a local file: asks for a form, then posts the file to the storage.</summary>
internal sealed class MediaUploader(SeedanceConnection connection, LeonardoApi api, StorageTransport storage, ClientOptions options)
{
    private static readonly TimeSpan _readyPollInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _readyTimeout = TimeSpan.FromMinutes(2);

    /// <summary>Uploads the file, and retries the upload as a whole.</summary>
    /// <returns>The media with its id and the hash of what was sent.</returns>
    /// <exception cref="SeedanceException">The upload did not succeed.</exception>
    public async Task<SeedanceMedia> UploadAsync(SeedanceMedia media, CancellationToken cancellationToken)
    {
        var attempts = 0;
        using var transfer = options.OnTransfer is null ? null : new Transfer(isUpload: true, media.Path!);
        options.OnTransfer?.Invoke(transfer!);
        var uploaded = await RetryPolicy.Idempotent.RunAsync(
            () => UploadOnceAsync(media, transfer, ++attempts, cancellationToken),
            options.Retry,
            connection.Clock,
            (failure, delay) => options.Trace?.Invoke(() => Messages.TraceUploadRetry(media.Path!, failure, delay)),
            cancellationToken);
        if (media.MediaKind != SeedanceMediaKind.Image)
        {
            await WaitUntilReadyAsync(uploaded.Id!, cancellationToken);
        }

        return uploaded;
    }

    private async Task<SeedanceMedia> UploadOnceAsync(SeedanceMedia media, Transfer? transfer, int attempt, CancellationToken cancellationToken)
    {
        var path = media.Path!;
        var extension = media.Extension ?? MediaFile.Open(path).Extension!;
        using var file = Open(path);
        using var content = new HashingStream(file, transfer);
        transfer?.Begin(0, file.Length);
        using var activity = Telemetry.StartUpload(attempt);

        // A new form for each attempt: it expires after two minutes.
        var form = media.MediaKind == SeedanceMediaKind.Image
            ? await api.InitImageAsync(extension, cancellationToken)
            : await api.InitMediaAsync(extension, Path.GetFileName(path), cancellationToken);
        Telemetry.SetHost(form.Address);
        await storage.PostFileAsync(form, content, file.Length, path, ContentType(extension), cancellationToken);
        return media with { Id = form.MediaId, MediaType = SeedanceMediaType.Uploaded, Sha256 = await content.GetHashAsync() };
    }

    /// <summary>Video and audio can't be used for some seconds after the upload. When the time is up, the service decides.</summary>
    private async Task WaitUntilReadyAsync(string id, CancellationToken cancellationToken)
    {
        var start = connection.Clock.GetTimestamp();
        while (connection.Clock.GetElapsedTime(start) < _readyTimeout)
        {
            var status = await api.GetMediaStatusAsync(id, cancellationToken);
            if (status.HasFailed)
            {
                throw new MediaRejectedException(new ServiceResponse(null, status.Reason, null));
            }

            if (status.IsReady)
            {
                return;
            }

            await connection.Clock.Delay(_readyPollInterval, cancellationToken);
        }
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 81920, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new MissingFileException(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InvalidMediaException(path, Messages.UnreadableFile(path, failure), failure);
        }
    }

    private static string ContentType(string extension) => extension switch
    {
        "jpg" => "image/jpeg",
        "png" or "webp" => $"image/{extension}",
        "mp4" => "video/mp4",
        "mov" => "video/quicktime",
        "mp3" => "audio/mpeg",
        _ => "audio/wav",
    };
}
