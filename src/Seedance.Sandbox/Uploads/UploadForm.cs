namespace Seedance.Sandbox.Uploads;

/// <summary>The presigned form of an upload.</summary>
internal static class UploadForm
{
    public static SandboxUpload Create(string id, string extension, DateTimeOffset now) => new()
    {
        Id = id,
        Extension = extension,
        CreatedAt = now,
        Fields =
        [
            new("Content-Type", GetContentType(extension)),
            new("bucket", "seedance-sandbox"),
            new("X-Amz-Algorithm", "AWS4-HMAC-SHA256"),
            new("X-Amz-Credential", "SANDBOX/20260101/us-east-1/s3/aws4_request"),
            new("key", $"uploads/{id}.{extension}"),
            new("Policy", Convert.ToBase64String(Guid.NewGuid().ToByteArray())),
            new("X-Amz-Signature", Guid.NewGuid().ToString("N")),
        ],
    };

    private static string GetContentType(string extension) => extension switch
    {
        "jpg" => "image/jpeg",
        "png" or "jpeg" or "webp" => $"image/{extension}",
        "mp3" or "wav" => $"audio/{extension}",
        _ => $"video/{extension}",
    };
}
