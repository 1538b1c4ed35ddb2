using System.Net;
using System.Net.Http.Headers;
using Seedance.Sandbox.Uploads;

namespace Seedance.Sandbox;

/// <summary>S3 and the CDN: takes presigned forms as strictly as S3 does, and serves files with ranges.</summary>
internal sealed class SandboxStorage(SandboxOptions options)
{
    /// <summary>A form that is still empty.</summary>
    public static SandboxUpload Prepare(string id, string extension, DateTimeOffset now) => new()
    {
        Id = id,
        Extension = extension,
        CreatedAt = now,
        Fields =
        [
            new("Content-Type", ContentType(extension)),
            new("bucket", "seedance-sandbox"),
            new("X-Amz-Algorithm", "AWS4-HMAC-SHA256"),
            new("X-Amz-Credential", "SANDBOX/20260101/us-east-1/s3/aws4_request"),
            new("key", $"uploads/{id}.{extension}"),
            new("Policy", Convert.ToBase64String(Guid.NewGuid().ToByteArray())),
            new("X-Amz-Signature", Guid.NewGuid().ToString("N")),
        ],
    };

    /// <summary>A filled-in form: every field as it was given and in order, the file last, the length known, in time.</summary>
    public async Task<HttpResponseMessage> ReceiveAsync(HttpContent? content, Func<string, SandboxUpload?> find, Action<SandboxUpload> keep, CancellationToken cancellationToken)
    {
        if (content is not IEnumerable<HttpContent> parts)
        {
            return SandboxResponse.StorageError(412, "PreconditionFailed", "Bucket POST must be of the enclosure-type multipart/form-data");
        }

        if (content.Headers.ContentLength is null)
        {
            return SandboxResponse.StorageError(411, "MissingContentLength", "You must provide the Content-Length HTTP header.");
        }

        var fields = new List<KeyValuePair<string, string>>();
        HttpContent? file = null;
        foreach (var part in parts)
        {
            var name = part.Headers.ContentDisposition?.Name?.Trim('"') ?? string.Empty;
            if (name == "file")
            {
                // What comes behind the file is not looked at.
                file = part;
                break;
            }

            fields.Add(new(name, await part.ReadAsStringAsync()));
        }

        var upload = find(Path.GetFileNameWithoutExtension(fields.FirstOrDefault(field => field.Key == "key").Value ?? string.Empty));
        if (upload is null || !fields.SequenceEqual(upload.Fields))
        {
            return SandboxResponse.StorageError(403, "AccessDenied", "Invalid according to Policy: Policy Condition failed");
        }

        if (options.Clock.GetUtcNow() > upload.CreatedAt + options.UploadFormLifetime)
        {
            return SandboxResponse.StorageError(403, "AccessDenied", "Invalid according to Policy: Policy expired.");
        }

        if (file is null)
        {
            return SandboxResponse.StorageError(400, "InvalidArgument", "POST requires exactly one file upload per request.");
        }

        keep(await ReadAsync(upload, await file.ReadAsStreamAsync(), cancellationToken) with { ReceivedAt = options.Clock.GetUtcNow() });
        return new HttpResponseMessage(HttpStatusCode.NoContent);
    }

    /// <summary>A file, or the part of it that was asked for.</summary>
    public static HttpResponseMessage Serve(HttpRequestMessage request, Stream file, string type, string version)
    {
        var tag = new EntityTagHeaderValue($"\"{version}\"");
        var range = request.Headers.Range?.Ranges.FirstOrDefault();
        if (range is null || (request.Headers.IfRange is { } condition && !tag.Equals(condition.EntityTag)))
        {
            return Describe(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(file) });
        }

        var from = range.From ?? Math.Max(0, file.Length - (range.To ?? 0));
        var to = range.From is null ? file.Length - 1 : Math.Min(range.To ?? long.MaxValue, file.Length - 1);
        if (from > to)
        {
            var refusal = SandboxResponse.StorageError(416, "InvalidRange", "The requested range is not satisfiable");
            refusal.Content!.Headers.ContentRange = new ContentRangeHeaderValue(file.Length);
            return refusal;
        }

        var length = file.Length;
        file.SetLength(to + 1);
        file.Position = from;
        var part = new HttpResponseMessage(HttpStatusCode.PartialContent) { Content = new StreamContent(file) };
        part.Content.Headers.ContentRange = new ContentRangeHeaderValue(from, to, length);
        return Describe(part);

        HttpResponseMessage Describe(HttpResponseMessage response)
        {
            response.Content!.Headers.ContentType = new MediaTypeHeaderValue(type);
            response.Headers.ETag = tag;
            response.Headers.AcceptRanges.Add("bytes");
            return response;
        }
    }

    // Hashed as it flows: uploads are never kept.
    private static async Task<SandboxUpload> ReadAsync(SandboxUpload upload, Stream file, CancellationToken cancellationToken)
    {
        using var hash = new Sha256();
        var buffer = new byte[81920];
        var head = new byte[ImageFormat.HeaderLength];
        long length = 0;
        for (int read; (read = await file.ReadAsync(buffer, 0, buffer.Length, cancellationToken)) > 0; length += read)
        {
            if (length < head.Length)
            {
                Array.Copy(buffer, 0, head, length, Math.Min(read, head.Length - length));
            }

            hash.Append(buffer, read);
        }

        return upload with
        {
            Length = length,
            Sha256 = hash.GetHex(),
            MatchesExtension = upload.Kind != "image" || ImageFormat.Matches(head, upload.Extension),
        };
    }

    private static string ContentType(string extension) => extension switch
    {
        "jpg" => "image/jpeg",
        "png" or "jpeg" or "webp" => $"image/{extension}",
        "mp3" or "wav" => $"audio/{extension}",
        _ => $"video/{extension}",
    };
}
