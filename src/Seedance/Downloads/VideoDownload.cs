using System.Buffers;
using System.Net;
using System.Net.Http.Headers;

namespace Seedance;

/// <summary>One video on its way to disk: streamed into a .partial file, resumed when the line breaks, checked, and only then given its name.</summary>
internal sealed class VideoDownload(SeedanceConnection connection, ClientOptions options, SeedanceGeneration generation, string path, bool force)
{
    private const int MostRestarts = 3;

    private readonly HttpSender _sender = new(connection.Storage, connection.Clock);
    private readonly string _partial = path + ".partial";
    private Uri _address = generation.VideoUrl!;
    private EntityTagHeaderValue? _version;

    /// <param name="renewAddress">Asks for the video's address again, once, when the one at hand has expired.</param>
    /// <param name="cancellationToken">Ends it, leaving nothing behind.</param>
    /// <exception cref="FileExistsException">There is a file of that name, and no force.</exception>
    /// <exception cref="SaveFailedException">The disk refused.</exception>
    /// <exception cref="SeedanceException">The video could not be had.</exception>
    public async Task RunAsync(Func<Task<Uri>> renewAddress, CancellationToken cancellationToken)
    {
        ThrowIfExists();
        var file = OnDisk(CreatePartial);
        var published = false;
        try
        {
            using (file)
            {
                await FillAsync(file, renewAddress, cancellationToken);
            }

            OnDisk(Publish);
            published = true;
        }
        finally
        {
            if (!published)
            {
                DeletePartial();
            }
        }
    }

    private async Task FillAsync(FileStream file, Func<Task<Uri>> renewAddress, CancellationToken cancellationToken)
    {
        var start = connection.Clock.GetTimestamp();
        var renewed = false;
        var restarts = 0;
        for (var attempt = 1; ; attempt++)
        {
            TimeSpan? pause = TimeSpan.Zero;
            try
            {
                await TransferAsync(file, cancellationToken);
                ThrowIfNoVideo(file);
                OnDisk(() => file.Flush(flushToDisk: true));
                return;
            }
            catch (NotFoundException) when (!renewed)
            {
                renewed = true;
                _address = await renewAddress();
            }
            catch (BrokenDownloadException) when (++restarts <= MostRestarts)
            {
                OnDisk(() => file.SetLength(0));
            }
            catch (SeedanceException failure) when ((pause = RetryPolicy.Free.PauseAfter(failure, attempt, connection.Clock.GetElapsedTime(start))) is not null)
            {
                options.Trace?.Invoke(() => Strings.TraceDownloadRetry(path, failure, pause!.Value));
            }

            await connection.Clock.Delay(pause!.Value, cancellationToken);
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
            OnDisk(() => file.SetLength(0));
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

    /// <summary>An MP4 names itself in its first box; a gateway's page of HTML does not.</summary>
    private void ThrowIfNoVideo(FileStream file)
    {
        var head = new byte[8];
        file.Position = 0;
        var read = file.Read(head, 0, head.Length);
        if (read < head.Length || !new ReadOnlySpan<byte>(head, 4, 4).SequenceEqual("ftyp"u8))
        {
            throw new BrokenDownloadException(generation, Strings.NoVideo(path));
        }
    }

    private FileStream CreatePartial()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new FileStream(_partial, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 4096, FileOptions.Asynchronous | FileOptions.SequentialScan);
    }

    private void Publish()
    {
        ThrowIfExists();
#if NET
        File.Move(_partial, path, overwrite: force);
#else
        if (File.Exists(path))
        {
            File.Replace(_partial, path, null);
        }
        else
        {
            File.Move(_partial, path);
        }
#endif
    }

    private void ThrowIfExists()
    {
        if (!force && File.Exists(path))
        {
            throw new FileExistsException(path, generation);
        }
    }

    private void DeletePartial()
    {
        try
        {
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
