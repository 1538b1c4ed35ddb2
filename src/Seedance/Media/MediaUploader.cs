using System.Net;
using System.Text;
using System.Text.Json;

namespace Seedance;

/// <summary>Uploads a local file: asks for a form, then posts the file to storage, without the key.</summary>
internal sealed class MediaUploader(SeedanceConnection connection, ApiTransport api, ClientOptions options)
{
    private readonly HttpSender _storage = new(connection.Storage, connection.Clock);

    /// <exception cref="SeedanceException">The upload did not succeed.</exception>
    public async Task<SeedanceMedia> UploadImageAsync(SeedanceMedia media, CancellationToken cancellationToken)
    {
        var path = media.Path!;
        var start = connection.Clock.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            using var file = Open(path);
            var extension = ImageFile.ReadExtension(file) ?? throw new InvalidMediaException(path, Strings.NotAPicture(path));

            // A fresh form for each attempt: it expires after two minutes.
            var form = await api.SendAsync(HttpMethod.Post, "v1/init-image", InitBody(extension), RetryPolicy.Free, UploadForm.ReadInitImage, cancellationToken);
            TimeSpan? pause = null;
            try
            {
                await PostAsync(form, file, extension, cancellationToken);
                return media with { Id = form.MediaId, Type = SeedanceMediaType.Uploaded };
            }
            catch (SeedanceException failure) when ((pause = RetryPolicy.Free.PauseAfter(failure, attempt, connection.Clock.GetElapsedTime(start))) is not null)
            {
                options.Trace?.Invoke(() => Strings.TraceUploadRetry(path, failure, pause!.Value));
            }

            await connection.Clock.Delay(pause!.Value, cancellationToken);
        }
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

    private static string ContentType(string extension) => extension == "jpg" ? "image/jpeg" : $"image/{extension}";

    private static byte[] InitBody(string extension)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("extension", extension);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
