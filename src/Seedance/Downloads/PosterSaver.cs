namespace Seedance.Downloads;

/// <summary>Saves the poster of a video beside it. The video is saved already: whatever fails here is a warning.</summary>
internal sealed class PosterSaver(SeedanceConnection connection, StorageTransport storage, VideoLocator locator, ClientOptions options)
{
    private const int MaxBytes = 64 * 1024 * 1024;
    private const int BufferSize = 81920;

    /// <summary>The poster's path: the video's path with the extension .jpg.</summary>
    public static string PathOf(string video) => Path.ChangeExtension(video, ".jpg");

    /// <summary>Saves the poster.</summary>
    /// <param name="generation">The generation whose video is saved.</param>
    /// <param name="video">The path of the video.</param>
    /// <param name="job">Its journal entry, if there is one: a file that the video was made from is never replaced.</param>
    /// <param name="force">Whether another file of that name is replaced.</param>
    /// <param name="cancellationToken">The token to cancel the operation, which then leaves no file.</param>
    public async Task SaveAsync(SeedanceGeneration generation, string video, SeedanceJob? job, bool force, CancellationToken cancellationToken)
    {
        var path = PathOf(video);
        try
        {
            if (IsSource(path, generation, job))
            {
                options.Warn?.Invoke(Messages.PosterIsSource(path));
                return;
            }

            var poster = await DownloadAsync(generation, path, cancellationToken);
            if (poster is null)
            {
                options.Warn?.Invoke(Messages.NoPoster(generation.Id));
            }
            else if (!IsJpeg(poster))
            {
                options.Warn?.Invoke(Messages.NotAPoster(path));
            }
            else if (!Write(path, poster, force))
            {
                options.Warn?.Invoke(Messages.PosterExists(path));
            }
        }
        catch (Exception failure) when (failure is SeedanceException or IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            options.Warn?.Invoke(Messages.PosterFailed(path, failure));
        }
    }

    /// <summary>Writes the poster unless another file has its name.</summary>
    /// <returns>False when another file has.</returns>
    private static bool Write(string path, byte[] poster, bool force)
    {
        if (!force)
        {
            return AtomicFile.TryCreate(path, poster) || AtomicFile.Read(path).AsSpan().SequenceEqual(poster);
        }

        AtomicFile.Write(path, poster);
        return true;
    }

    /// <summary>Whether the poster would replace an image that the video was made from: fox.jpg became fox.mp4.</summary>
    private static bool IsSource(string path, SeedanceGeneration generation, SeedanceJob? job) =>
        (job?.Media ?? []).Select(media => media.File).Append(generation.SourcePath ?? job?.SourcePath)
            .Any(file => file is not null && File.Exists(path) && string.Equals(Path.GetFullPath(file), path, StringComparison.OrdinalIgnoreCase));

    private static bool IsJpeg(byte[] content) => content is [0xFF, 0xD8, 0xFF, ..];

    /// <returns>Null when the service has no poster.</returns>
    private async Task<byte[]?> DownloadAsync(SeedanceGeneration generation, string path, CancellationToken cancellationToken)
    {
        var address = generation.PosterUrl;
        var canRenew = true;
        var start = connection.Clock.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            TimeSpan delay;
            try
            {
                if (address is null)
                {
                    canRenew = false;
                    address = (await locator.ReadAsync(generation, cancellationToken)).PosterUrl;
                }

                return address is null ? null : await GetAsync(address, path, cancellationToken);
            }
            catch (NotFoundException) when (canRenew)
            {
                // The address has expired: it is read again, once.
                (address, delay) = (null, TimeSpan.Zero);
            }
            catch (SeedanceException failure) when (RetryPolicy.Idempotent.DelayAfter(failure, attempt, options.Retry, connection.Clock.GetElapsedTime(start)) is { } backoff)
            {
                delay = backoff;
                options.Trace?.Invoke(() => Messages.TraceDownloadRetry(path, failure, delay));
            }

            await connection.Clock.Delay(delay, cancellationToken);
        }
    }

    private async Task<byte[]> GetAsync(Uri address, string path, CancellationToken cancellationToken)
    {
        using var permit = await options.Gate.AcquireAsync(cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        options.OnRequest?.Invoke(new RequestInfo(HttpMethod.Get, address));
        using var response = await storage.GetAsync(request, cancellationToken);
        options.Trace?.Invoke(() => Messages.TraceDownload(address.Host, path, (int)response.StatusCode));
        storage.ThrowIfError(response, Messages.PosterFile);
        return await ReadAsync(response, address, cancellationToken);
    }

    private async Task<byte[]> ReadAsync(HttpResponseMessage response, Uri address, CancellationToken cancellationToken)
    {
        using var monitor = new TransferMonitor(connection.Clock, connection.RequestTimeout, cancellationToken);

        // .NET Framework's stream does not observe the token; disposing of the response ends its read.
        using var registration = monitor.Token.Register(response.Dispose);
        using var content = new MemoryStream();
        try
        {
            using var body = await response.Content.ReadAsStreamAsync();
            var buffer = new byte[BufferSize];
            while (await body.ReadAsync(buffer, 0, buffer.Length, monitor.Token) is > 0 and var read)
            {
                monitor.OnReceived(read);
                content.Write(buffer, 0, read);
                if (content.Length > MaxBytes)
                {
                    throw new UnexpectedResponseException(new ServiceResponse((int)response.StatusCode, Messages.PosterTooLarge, null));
                }
            }
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException or OperationCanceledException or ObjectDisposedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ConnectionLostException(address, monitor.HasStalled ? new StalledException(monitor.Window) : failure);
        }

        return response.Content.Headers.ContentLength is { } length && content.Length != length
            ? throw new ConnectionLostException(address, new EndOfStreamException(Messages.Truncated(content.Length, length)))
            : content.ToArray();
    }
}
