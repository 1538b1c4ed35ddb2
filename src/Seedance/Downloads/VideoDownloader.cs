using System.Buffers;
using System.Net;
using System.Net.Http.Headers;

namespace Seedance.Downloads;

/// <summary>Downloads one video into its partial file: resumed when the connection is lost, restarted when the content does not fit.</summary>
internal sealed class VideoDownloader(
    SeedanceConnection connection, StorageTransport storage, VideoLocator locator, ClientOptions options, SeedanceGeneration generation, string path, PartialFile file)
{
    private const int MaxRestarts = 3;
    private const int BufferSize = 81920;

    private Uri _address = generation.VideoUrl!;
    private EntityTagHeaderValue? _version;
    private int _restarts;
    private int _attempts;
    private Transfer? _transfer;
    private long _mostReceived;
    private bool _canRenew = true;

    /// <summary>Downloads the video completely. Attempts that bring new bytes do not count against the retries.</summary>
    /// <exception cref="SaveFailedException">The disk did not accept it.</exception>
    /// <exception cref="SeedanceException">The video could not be downloaded.</exception>
    public async Task DownloadAsync(CancellationToken cancellationToken)
    {
        using var transfer = _transfer = options.OnTransfer is null ? null : new Transfer(isUpload: false, path);
        options.OnTransfer?.Invoke(transfer!);
        var start = connection.Clock.GetTimestamp();
        var failures = 0;
        while (true)
        {
            TimeSpan delay;
            try
            {
                await TransferAsync(cancellationToken);
                return;
            }
            catch (NotFoundException) when (_canRenew)
            {
                (_canRenew, delay) = (false, TimeSpan.Zero);
                _address = (await locator.ReadAsync(generation, cancellationToken)).VideoUrl!;
            }
            catch (BrokenDownloadException) when (++_restarts <= MaxRestarts)
            {
                delay = TimeSpan.Zero;
                file.Restart();
            }
            catch (SeedanceException failure) when (failure is not (NotFoundException or BrokenDownloadException))
            {
                if (IsProgress(failure))
                {
                    (failures, start, _canRenew) = (0, connection.Clock.GetTimestamp(), true);
                }

                if (RetryPolicy.Idempotent.DelayAfter(failure, ++failures, options.Retry, connection.Clock.GetElapsedTime(start)) is not { } backoff)
                {
                    throw;
                }

                delay = backoff;
                options.Trace?.Invoke(() => Messages.TraceDownloadRetry(path, failure, delay));
            }

            await connection.Clock.Delay(delay, cancellationToken);
        }
    }

    /// <summary>Whether an attempt has brought bytes that none before had. A stalled connection does not count: it could go on for ever.</summary>
    private bool IsProgress(SeedanceException failure)
    {
        var hasNewBytes = file.Length > _mostReceived;
        _mostReceived = Math.Max(_mostReceived, file.Length);
        return hasNewBytes && failure.InnerException is not StalledException;
    }

    /// <summary>One request: the complete video, or the rest of it when a part is there and the storage still has the same version.</summary>
    private async Task TransferAsync(CancellationToken cancellationToken)
    {
        using var permit = await options.Gate.AcquireAsync(cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, _address);
        if (file.Length > 0 && _version is { IsWeak: false })
        {
            request.Headers.Range = new RangeHeaderValue(file.Length, null);
            request.Headers.IfRange = new RangeConditionHeaderValue(_version);
        }

        options.OnRequest?.Invoke(new RequestInfo(HttpMethod.Get, _address) { RangeStart = request.Headers.Range is null ? null : file.Length });
        using var activity = Telemetry.StartDownload(_address, generation.Id, ++_attempts);
        using var response = await storage.GetAsync(request, cancellationToken);
        options.Trace?.Invoke(() => Messages.TraceDownload(_address.Host, path, (int)response.StatusCode));
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            throw new BrokenDownloadException(generation, Messages.WrongRange(path));
        }

        storage.ThrowIfError(response, Messages.VideoFile);
        if (response.StatusCode != HttpStatusCode.PartialContent)
        {
            file.Restart();
            _version = response.Headers.ETag;
        }
        else if (response.Content.Headers.ContentRange?.From != file.Length)
        {
            throw new BrokenDownloadException(generation, Messages.WrongRange(path));
        }
        else if (!Equals(response.Headers.ETag, _version))
        {
            throw new BrokenDownloadException(generation, Messages.OtherVersion(path));
        }

        var expected = response.Content.Headers.ContentLength + file.Length;
        _transfer?.Begin(file.Length, expected);
        await CopyAsync(response, cancellationToken);
        if (expected is { } length && file.Length != length)
        {
            throw new ConnectionLostException(_address, new EndOfStreamException(Messages.Truncated(file.Length, length)));
        }

        if (!file.IsCompleteVideo())
        {
            // A gateway's error page, or a video that was cut off.
            throw new BrokenDownloadException(generation, Messages.NotAVideo(path));
        }
    }

    private async Task CopyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var monitor = new TransferMonitor(connection.Clock, connection.RequestTimeout, cancellationToken);

        // .NET Framework's stream does not observe the token; disposing of the response ends its read.
        using var registration = monitor.Token.Register(response.Dispose);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using var body = await response.Content.ReadAsStreamAsync();
            while (await ReadAsync(body, buffer, monitor, cancellationToken) is > 0 and var read)
            {
                file.Append(buffer, read);
                monitor.OnReceived(read);
                _transfer?.Add(read);
                Telemetry.OnReceived(_address, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task<int> ReadAsync(Stream body, byte[] buffer, TransferMonitor monitor, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(buffer, 0, buffer.Length, monitor.Token);
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException or OperationCanceledException or ObjectDisposedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ConnectionLostException(_address, monitor.HasStalled ? new StalledException(monitor.Window) : failure);
        }
    }
}
