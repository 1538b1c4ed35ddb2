using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Seedance.Sandbox.Uploads;

/// <summary>Creates upload forms, and reads and deletes uploaded images and media (video and audio).</summary>
internal sealed class UploadEndpoint(SandboxState state)
{
    public HttpResponseMessage CreateImage(JsonElement body)
    {
        var extension = body.GetStringOrNull("extension");
        return FindUnexpectedField(body, "extension")
            ?? (extension is not ("png" or "jpg" or "jpeg" or "webp") ? InvalidExtension()
            : Create(extension, "uploadInitImage", "id"));
    }

    public HttpResponseMessage CreateMedia(JsonElement body)
    {
        var extension = body.GetStringOrNull("extension");
        return FindUnexpectedField(body, "extension", "originalFilename")
            ?? (extension is not ("mp4" or "mov" or "mp3" or "wav") ? InvalidExtension()
            : extension is "mp3" or "wav" && body.GetStringOrNull("originalFilename") is null or "" ? SandboxResponse.ValidationError(["originalFilename is required for audio"])
            : Create(extension, "uploadMedia", "uploadId"));
    }

    public HttpResponseMessage GetImage(string id) => SandboxResponse.Json(new JsonObject { ["init_images_by_pk"] = FindImage(id) is { } upload ? DescribeImage(upload) : null });

    public HttpResponseMessage GetMedia(string id) => SandboxResponse.Json(new JsonObject { ["uploaded_media_by_pk"] = FindMedia(id) is { } upload ? DescribeMedia(upload) : null });

    public HttpResponseMessage DeleteImage(string id) => SandboxResponse.Deleted("delete_init_images_by_pk", id, FindImage(id) is not null && state.Uploads.Remove(id));

    public HttpResponseMessage DeleteMedia(string id) => SandboxResponse.Deleted("delete_uploaded_media_by_pk", id, FindMedia(id) is not null && state.Uploads.Remove(id));

    private SandboxUpload? FindImage(string id) => state.Uploads.Find(id) is { Kind: "image" } upload ? upload : null;

    private SandboxUpload? FindMedia(string id) => state.Uploads.Find(id) is { Kind: not "image" } upload ? upload : null;

    private HttpResponseMessage Create(string extension, string wrapper, string idName)
    {
        var now = state.Now;
        var upload = UploadForm.Create(UuidV6.Next(now), extension, now);
        state.Uploads.Add(upload.Id, upload, oldest => now > oldest.CreatedAt + state.Options.UploadFormLifetime);
        var fields = new JsonObject([.. upload.Fields.Select(field => new KeyValuePair<string, JsonNode?>(field.Key, field.Value))]);
        return SandboxResponse.Json(new JsonObject
        {
            [wrapper] = new JsonObject
            {
                [idName] = upload.Id,
                ["fields"] = fields.ToJsonString(),
                ["key"] = upload.Fields.First(field => field.Key == "key").Value,
                ["url"] = new Uri(state.Options.StorageRoot, "/uploads").AbsoluteUri,
            },
        });
    }

    private JsonObject DescribeImage(SandboxUpload upload) => new()
    {
        ["id"] = upload.Id,
        ["createdAt"] = upload.CreatedAt.UtcDateTime.ToString("s", CultureInfo.InvariantCulture),
        ["url"] = upload.Received ? new Uri(state.Options.StorageRoot, $"/uploads/{upload.Id}.{upload.Extension}").AbsoluteUri : null,
    };

    private JsonObject DescribeMedia(SandboxUpload upload)
    {
        var isReady = upload.IsReady(state.Now);
        return new JsonObject
        {
            ["id"] = upload.Id,
            ["createdAt"] = upload.CreatedAt.UtcDateTime.ToString("s", CultureInfo.InvariantCulture),
            ["url"] = null,
            ["thumbnailUrl"] = null,
            ["status"] = isReady ? "COMPLETE" : "PENDING",
            ["statusReason"] = null,
            ["mediaType"] = upload.Kind == "audio" ? "AUDIO" : "VIDEO",
            ["duration"] = isReady ? 4 : null,
            ["width"] = null,
            ["height"] = null,
            ["video_fps"] = null,
        };
    }

    private static HttpResponseMessage InvalidExtension() => SandboxResponse.Error(400, "invalid file extension", "bad-request");

    private static HttpResponseMessage? FindUnexpectedField(JsonElement body, params string[] known) =>
        body.ValueKind != JsonValueKind.Object ? SandboxResponse.Error(400, "expecting an object", "validation-failed")
        : body.EnumerateObject().FirstOrDefault(property => !known.Contains(property.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } unknown
            ? SandboxResponse.Error(400, $"unexpected field {unknown.Name}", "validation-failed")
        : null;
}
