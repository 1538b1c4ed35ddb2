using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Seedance.Sandbox;

/// <summary>S3 and the CDN: takes presigned forms as strictly as S3 does, and serves files with ranges.</summary>
internal sealed class SandboxStorage(SandboxOptions options)
{
    /// <summary>A form that is still empty.</summary>
    public static SandboxUpload Prepare(string id, string extension, bool isImage, DateTimeOffset now) => new()
    {
        Id = id,
        Extension = extension,
        IsImage = isImage,
        CreatedAt = now,
        Fields =
        [
            new("Content-Type", isImage ? $"image/{(extension == "jpg" ? "jpeg" : extension)}" : extension is "mp3" or "wav" ? $"audio/{extension}" : $"video/{extension}"),
            new("bucket", "seedance-sandbox"),
            new("X-Amz-Algorithm", "AWS4-HMAC-SHA256"),
            new("X-Amz-Credential", "SANDBOX/20260101/us-east-1/s3/aws4_request"),
            new("key", $"uploads/{id}.{extension}"),
            new("Policy", Convert.ToBase64String(Guid.NewGuid().ToByteArray())),
            new("X-Amz-Signature", Guid.NewGuid().ToString("N")),
        ],
    };

    /// <summary>A filled-in form: every field as it was given and in order, the file last, the length known, in time.</summary>
    public async Task<HttpResponseMessage> ReceiveAsync(HttpContent? content, Func<string, SandboxUpload?> find)
    {
        if (content is not IEnumerable<HttpContent> parts)
        {
            return SandboxAnswer.StorageError(412, "PreconditionFailed", "Bucket POST must be of the enclosure-type multipart/form-data");
        }

        if (content.Headers.ContentLength is null)
        {
            return SandboxAnswer.StorageError(411, "MissingContentLength", "You must provide the Content-Length HTTP header.");
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

        var upload = find(fields.FirstOrDefault(field => field.Key == "key").Value ?? string.Empty);
        var now = options.Clock.GetUtcNow();
        if (upload is null || !fields.SequenceEqual(upload.Fields))
        {
            return SandboxAnswer.StorageError(403, "AccessDenied", "Invalid according to Policy: Policy Condition failed");
        }

        if (now > upload.CreatedAt + options.UploadFormLifetime)
        {
            return SandboxAnswer.StorageError(403, "AccessDenied", "Invalid according to Policy: Policy expired.");
        }

        if (file is null)
        {
            return SandboxAnswer.StorageError(400, "InvalidArgument", "POST requires exactly one file upload per request.");
        }

        await ReadAsync(upload, await file.ReadAsStreamAsync());
        upload.ReceivedAt = now;
        return new HttpResponseMessage(HttpStatusCode.NoContent);
    }

    /// <summary>A file, or the part of it that was asked for.</summary>
    public static HttpResponseMessage Serve(HttpRequestMessage request, byte[] file, string type, string version)
    {
        var tag = new EntityTagHeaderValue($"\"{version}\"");
        var range = request.Headers.Range?.Ranges.FirstOrDefault();
        if (range is null || (request.Headers.IfRange is { } condition && !tag.Equals(condition.EntityTag)))
        {
            return Describe(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(file) });
        }

        var from = range.From ?? Math.Max(0, file.Length - (range.To ?? 0));
        var to = range.From is null ? file.Length - 1 : Math.Min(range.To ?? long.MaxValue, file.Length - 1);
        if (from > to)
        {
            var refusal = SandboxAnswer.StorageError(416, "InvalidRange", "The requested range is not satisfiable");
            refusal.Content!.Headers.ContentRange = new ContentRangeHeaderValue(file.Length);
            return refusal;
        }

        var part = new HttpResponseMessage(HttpStatusCode.PartialContent) { Content = new ByteArrayContent(file, (int)from, (int)(to - from + 1)) };
        part.Content.Headers.ContentRange = new ContentRangeHeaderValue(from, to, file.Length);
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
    private static async Task ReadAsync(SandboxUpload upload, Stream file)
    {
        using var hash = SHA256.Create();
        var buffer = new byte[81920];
        var head = new byte[12];
        long length = 0;
        for (int read; (read = await file.ReadAsync(buffer, 0, buffer.Length)) > 0; length += read)
        {
            if (length < head.Length)
            {
                Array.Copy(buffer, 0, head, length, Math.Min(read, head.Length - length));
            }

            hash.TransformBlock(buffer, 0, read, null, 0);
        }

        hash.TransformFinalBlock(buffer, 0, 0);
        upload.Length = length;
        upload.Sha256 = string.Concat(hash.Hash!.Select(value => value.ToString("x2", CultureInfo.InvariantCulture)));
        upload.IsGenuine = !upload.IsImage || IsPicture(head, upload.Extension);
    }

    private static bool IsPicture(ReadOnlySpan<byte> head, string extension) => extension switch
    {
        "png" => head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']),
        "webp" => head.StartsWith("RIFF"u8) && head.Slice(8).SequenceEqual("WEBP"u8),
        _ => head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]),
    };
}
