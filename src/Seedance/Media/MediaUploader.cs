using System.Net;
using System.Text;
using System.Text.Json;

namespace Seedance;

/// <summary>Uploads a local file: asks for a form, then posts the file to storage, without the key.</summary>
internal sealed class MediaUploader(SeedanceConnection connection, ApiTransport api, ClientOptions options)
{
    private static readonly TimeSpan _readyPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _readyCap = TimeSpan.FromMinutes(2);

    private readonly HttpSender _storage = new(connection.Storage, connection.Clock);

    /// <exception cref="SeedanceException">The upload did not succeed.</exception>
    public Task<SeedanceMedia> UploadAsync(SeedanceMedia media, CancellationToken cancellationToken) => RetryPolicy.Free.RunAsync(
        () => UploadOnceAsync(media, cancellationToken),
        options.Retry,
        connection.Clock,
        (failure, pause) => options.Trace?.Invoke(() => Strings.TraceUploadRetry(media.Path!, failure, pause)),
        cancellationToken);

    private async Task<SeedanceMedia> UploadOnceAsync(SeedanceMedia media, CancellationToken cancellationToken)
    {
        var path = media.Path!;
        var extension = media.Extension ?? MediaFile.Open(path).Extension!;
        using var file = Open(path);

        // A fresh form for each attempt: it expires after two minutes.
        var form = await PrepareAsync(media.Kind, extension, path, cancellationToken);
        await PostAsync(form, file, extension, cancellationToken);
        if (media.Kind != SeedanceMediaKind.Image)
        {
            await WaitUntilReadyAsync(form.MediaId, cancellationToken);
        }

        return media with { Id = form.MediaId, Type = SeedanceMediaType.Uploaded };
    }

    private async Task PostAsync(UploadForm form, FileStream file, string extension, CancellationToken cancellationToken)
    {
        using var pass = await options.Gate.EnterAsync(cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, form.Address) { Content = form.ToContent(file, ContentType(extension)) };

        // Slow lines are not dead lines: 50 KB a second is allowed for.
        var limit = connection.RequestTimeout + TimeSpan.FromSeconds(file.Length / 50_000.0);
        var start = connection.Clock.GetTimestamp();
        using var response = await _storage.SendAsync(request, HttpCompletionOption.ResponseContentRead, limit, cancellationToken);
        options.Trace?.Invoke(() => Strings.TraceUpload(form.Address.Host, file.Name, (int)response.StatusCode, connection.Clock.GetElapsedTime(start)));
        if (!response.IsSuccessStatusCode)
        {
            var words = connection.Redact(Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync()));
            var answer = new ServiceAnswer((int)response.StatusCode, ErrorAnswer.Shorten(words), null);
            // 403 is most often a form that expired on the way; the next attempt has a fresh one.
            throw response.StatusCode == HttpStatusCode.Forbidden || (int)response.StatusCode >= 500
                ? new ServiceFailureException(answer)
                : new MediaRefusedException(answer);
        }
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 81920, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (FileNotFoundException)
        {
            throw new MissingFileException(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InvalidMediaException(path, Strings.UnreadableFile(path, failure), failure);
        }
    }

    private Task<UploadForm> PrepareAsync(SeedanceMediaKind kind, string extension, string path, CancellationToken cancellationToken) =>
        kind == SeedanceMediaKind.Image
            ? api.SendAsync(HttpMethod.Post, "v1/init-image", InitBody(extension, null), RetryPolicy.Free, UploadForm.ReadInitImage, cancellationToken)
            : api.SendAsync(HttpMethod.Post, "v1/media", InitBody(extension, Path.GetFileName(path)), RetryPolicy.Free, UploadForm.ReadInitMedia, cancellationToken);

    /// <summary>Clips and sounds can't be used for some seconds after their upload; past the cap the service may judge.</summary>
    private async Task WaitUntilReadyAsync(string id, CancellationToken cancellationToken)
    {
        var start = connection.Clock.GetTimestamp();
        while (connection.Clock.GetElapsedTime(start) < _readyCap)
        {
            var state = await api.SendAsync(HttpMethod.Get, $"v1/media/{id}", null, RetryPolicy.Free, MediaState.Read, cancellationToken);
            if (state.HasFailed)
            {
                throw new MediaRefusedException(new ServiceAnswer(null, state.Reason, null));
            }

            if (state.IsReady)
            {
                return;
            }

            await connection.Clock.Delay(_readyPause, cancellationToken);
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

    private static byte[] InitBody(string extension, string? originalFilename)
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
