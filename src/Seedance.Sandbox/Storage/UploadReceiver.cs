using System.Net;
using Seedance.Sandbox.Uploads;

namespace Seedance.Sandbox.Storage;

/// <summary>Receives uploads as strictly as S3 does: all fields of the presigned form unchanged and in order, then the file, before the form expires.</summary>
internal sealed class UploadReceiver(SandboxState state)
{
    public async Task<HttpResponseMessage> ReceiveAsync(HttpContent? content, CancellationToken cancellationToken)
    {
        if (content is not IEnumerable<HttpContent> parts)
        {
            return SandboxResponse.StorageError(412, "PreconditionFailed", "Bucket POST must be of the enclosure-type multipart/form-data");
        }

        if (content.Headers.ContentLength is null)
        {
            return SandboxResponse.StorageError(411, "MissingContentLength", "You must provide the Content-Length HTTP header.");
        }

        var (fields, file) = await ReadFormAsync(parts);
        var id = Path.GetFileNameWithoutExtension(fields.FirstOrDefault(field => field.Key == "key").Value ?? string.Empty);
        var upload = state.Locked(() => state.Uploads.Find(id));
        if (upload is null || !fields.SequenceEqual(upload.Fields))
        {
            return SandboxResponse.StorageError(403, "AccessDenied", "Invalid according to Policy: Policy Condition failed");
        }

        if (state.Now > upload.CreatedAt + state.Options.UploadFormLifetime)
        {
            return SandboxResponse.StorageError(403, "AccessDenied", "Invalid according to Policy: Policy expired.");
        }

        if (file is null)
        {
            return SandboxResponse.StorageError(400, "InvalidArgument", "POST requires exactly one file upload per request.");
        }

        var received = await ReadFileAsync(upload, await file.ReadAsStreamAsync(), cancellationToken);
        return state.Locked(() =>
        {
            state.Uploads.Replace(upload.Id, received with { Received = true, ReadyAt = state.Now + state.Options.MediaReadyAfter });
            return new HttpResponseMessage(HttpStatusCode.NoContent);
        });
    }

    private static async Task<(List<KeyValuePair<string, string>> Fields, HttpContent? File)> ReadFormAsync(IEnumerable<HttpContent> parts)
    {
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var part in parts)
        {
            var name = part.Headers.ContentDisposition?.Name?.Trim('"') ?? string.Empty;
            if (name == "file")
            {
                // S3 ignores what follows the file.
                return (fields, part);
            }

            fields.Add(new(name, await part.ReadAsStringAsync()));
        }

        return (fields, null);
    }

    // Only the hash and the first bytes are kept, so a large upload needs little memory.
    private static async Task<SandboxUpload> ReadFileAsync(SandboxUpload upload, Stream file, CancellationToken cancellationToken)
    {
        using var hash = new Sha256();
        var buffer = new byte[81920];
        var header = new byte[ImageFormat.HeaderLength];
        long length = 0;
        for (int read; (read = await file.ReadAsync(buffer, 0, buffer.Length, cancellationToken)) > 0; length += read)
        {
            if (length < header.Length)
            {
                Array.Copy(buffer, 0, header, length, Math.Min(read, header.Length - length));
            }

            hash.Append(buffer, read);
        }

        return upload with
        {
            Length = length,
            Sha256 = hash.GetHex(),
            MatchesExtension = upload.Kind != "image" || ImageFormat.Matches(header, upload.Extension),
        };
    }
}
