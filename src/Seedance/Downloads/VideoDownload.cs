using System.Buffers;
using System.Net;
using System.Net.Http.Headers;

namespace Seedance;

/// <summary>One video on its way to disk: streamed into a .partial file, resumed when the line breaks, checked, and only then given its name.</summary>
internal sealed class VideoDownload(SeedanceConnection connection, ClientOptions options, SeedanceGeneration generation, string path, bool force)
{
    private const int MostRestarts = 3;

    /// <summary>How often a video that another process is saving is looked at.</summary>
    private static readonly TimeSpan _otherPause = TimeSpan.FromSeconds(0.25);

    private readonly HttpSender _sender = new(connection.Storage, connection.Clock);
    private readonly string _partial = path + ".partial";
    private Uri _address = generation.VideoUrl!;
    private EntityTagHeaderValue? _version;
    private int _restarts;

    /// <summary>Whether this very video lies there already.</summary>
    public required Func<Task<bool>> IsThereAsync { get; init; }

    /// <summary>Asks for the video's address again, once, when the one at hand has expired.</summary>
    public required Func<Task<Uri>> RenewAddressAsync { get; init; }

    /// <summary>Told of the video's SHA-256 before it gets its name.</summary>
    public required Action<string> Publishing { get; init; }

    /// <summary>Told of it again when it has its name, while no other process may take it for unsaved.</summary>
    public required Action<string> Published { get; init; }

    /// <param name="cancellationToken">Ends it, leaving nothing behind.</param>
    /// <exception cref="FileExistsException">There is another file of that name, and no force.</exception>
    /// <exception cref="SaveFailedException">The disk refused.</exception>
    /// <exception cref="SeedanceException">The video could not be had.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(_partial) && await IsThereAsync())
        {
            return;
        }

        var file = await OpenPartialAsync(cancellationToken);
        var isPublished = false;
        try
        {
            // Another process may have saved it while this one waited for its place.
            if (await IsThereAsync())
            {
                return;
            }

            ThrowIfExists();
            await FillAsync(file, cancellationToken);
            var sha256 = await KeepAsync(file, cancellationToken);
            Publishing(sha256);
            OnDisk(() => Publish(file));
            isPublished = true;
            Published(sha256);
        }
        finally
        {
            if (!isPublished)
            {
                DeletePartial(file);
            }

            file.Dispose();
        }
    }

    /// <summary>The partial file, for this process alone: of several that save the same video one does, and the others see it done.</summary>
    private async Task<FileStream> OpenPartialAsync(CancellationToken cancellationToken)
    {
        OnDisk(() => Directory.CreateDirectory(Path.GetDirectoryName(path)!));
        while (true)
        {
            if (OnDisk(() => FileLock.TryOpen(_partial, FileOptions.Asynchronous | FileOptions.SequentialScan)) is { } file)
            {
                return file;
            }

            await connection.Clock.Delay(_otherPause, cancellationToken);
        }
    }

    private async Task FillAsync(FileStream file, CancellationToken cancellationToken)
    {
        // What another run left of it is not to be trusted.
        Restart(file);
        try
        {
            await TransferWholeAsync(file, cancellationToken);
        }
        catch (NotFoundException)
        {
            _address = await RenewAddressAsync();
            await TransferWholeAsync(file, cancellationToken);
        }
    }

    /// <summary>As many requests as it takes.</summary>
    private Task<bool> TransferWholeAsync(FileStream file, CancellationToken cancellationToken) => RetryPolicy.Free.RunAsync(
        () => AttemptAsync(file, cancellationToken),
        options.Retry,
        connection.Clock,
        (failure, pause) => options.Trace?.Invoke(() => Strings.TraceDownloadRetry(path, failure, pause)),
        cancellationToken);

    /// <summary>Goes on with what is there, and begins anew where that comes to no video.</summary>
    private async Task<bool> AttemptAsync(FileStream file, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await TransferAsync(file, cancellationToken);
                ThrowIfNoVideo(file);
                return true;
            }
            catch (BrokenDownloadException) when (++_restarts <= MostRestarts)
            {
                Restart(file);
            }
        }
    }

    /// <summary>One request: the whole video, or the rest of it when a part is there and the server still has the same version.</summary>
    private async Task TransferAsync(FileStream file, CancellationToken cancellationToken)
    {
        using var pass = await options.Gate.EnterAsync(cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, _address);
        if (file.Length > 0 && _version is { IsWeak: false })
        {
            request.Headers.Range = new RangeHeaderValue(file.Length, null);
            request.Headers.IfRange = new RangeConditionHeaderValue(_version);
        }

        using var response = await _sender.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, connection.RequestTimeout, cancellationToken);
        options.Trace?.Invoke(() => Strings.TraceDownload(_address.Host, path, (int)response.StatusCode));
        ThrowIfRefused(response);
        if (response.StatusCode != HttpStatusCode.PartialContent)
        {
            Restart(file);
        }
        else if (response.Content.Headers.ContentRange?.From != file.Length)
        {
            throw new BrokenDownloadException(generation, Strings.WrongRange(path));
        }

        _version = response.Headers.ETag;
        file.Seek(0, SeekOrigin.End);
        var whole = response.Content.Headers.ContentLength + file.Length;
        await CopyAsync(response, file, cancellationToken);
        if (whole is { } length && file.Length != length)
        {
            throw new ConnectionLostException(_address, new EndOfStreamException(Strings.Truncated(file.Length, length)));
        }
    }

    private async Task CopyAsync(HttpResponseMessage response, FileStream file, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(81920);
        try
        {
            using var body = await response.Content.ReadAsStreamAsync();
            while (await ReadAsync(response, body, buffer, cancellationToken) is > 0 and var read)
            {
                OnDisk(() => file.Write(buffer, 0, read));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>One read; the request's limit holds for the silence between two.</summary>
    private async Task<int> ReadAsync(HttpResponseMessage response, Stream body, byte[] buffer, CancellationToken cancellationToken)
    {
        using var limit = connection.Clock.CreateCancellationTokenSource(connection.RequestTimeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);

        // .NET Framework's stream does not heed the token; closing the answer ends its read.
        using var close = either.Token.Register(response.Dispose);
        try
        {
            return await body.ReadAsync(buffer, 0, buffer.Length, either.Token);
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException or OperationCanceledException or ObjectDisposedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw limit.IsCancellationRequested
                ? new RequestTimeoutException(_address, connection.RequestTimeout)
                : new ConnectionLostException(_address, failure);
        }
    }

    private void ThrowIfRefused(HttpResponseMessage response)
    {
        var answer = new ServiceAnswer((int)response.StatusCode, response.ReasonPhrase, null);
        switch ((int)response.StatusCode)
        {
            case >= 200 and < 300:
                return;
            case 403 or 404 or 410:
                throw new NotFoundException(Strings.ThatVideo, answer);
            case 416:
                throw new BrokenDownloadException(generation, Strings.WrongRange(path));
            case 429:
                throw new RateLimitedException(answer, response.Headers.RetryAfter?.Delta);
            default:
                throw new ServiceFailureException(answer);
        }
    }

    /// <summary>A gateway's page of HTML is no MP4, and one that was cut short is not whole.</summary>
    private void ThrowIfNoVideo(FileStream file)
    {
        if (!OnDisk(() => Downloads.Mp4File.IsComplete(file)))
        {
            throw new BrokenDownloadException(generation, Strings.NoVideo(path));
        }
    }

    private void Restart(FileStream file) => OnDisk(() => file.SetLength(0));

    /// <summary>Hashes the video while the disk takes it: hashed while it comes it would keep its sender waiting.</summary>
    private async Task<string> KeepAsync(FileStream file, CancellationToken cancellationToken)
    {
        var flush = Task.Run(() => OnDisk(() => file.Flush(flushToDisk: true)), CancellationToken.None);
        try
        {
            return OnDisk(() =>
            {
                file.Seek(0, SeekOrigin.Begin);
                return ContentHash.Of(file, cancellationToken);
            });
        }
        finally
        {
            await flush;
        }
    }

    private void Publish(FileStream file)
    {
        ThrowIfExists();
#if NET
        // Renamed while it is open, where a system can: no other process gets hold of it in between.
        if (OperatingSystem.IsWindows())
        {
            file.Dispose();
        }

        File.Move(_partial, path, overwrite: force);
#else
        file.Dispose();
        AtomicFile.Replace(_partial, path);
#endif
    }

    private void ThrowIfExists()
    {
        if (!force && File.Exists(path))
        {
            throw new FileExistsException(path, generation);
        }
    }

    // Windows deletes no file that is open: there the file's end comes first, and leaves nothing to another process but to begin anew.
    private void DeletePartial(FileStream file)
    {
        try
        {
#if NET
            if (OperatingSystem.IsWindows())
#endif
            {
                file.Dispose();
            }

            File.Delete(_partial);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            options.Warn?.Invoke(Strings.PartialLeft(_partial, failure));
        }
    }

    private void OnDisk(Action work) => OnDisk(() =>
    {
        work();
        return true;
    });

    private T OnDisk<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new SaveFailedException(generation, path, failure);
        }
    }
}
