using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Seedance.Api;

/// <summary>A presigned form: the address for a file and the fields that must precede it, in order. It is valid for two minutes.</summary>
internal sealed record UploadForm(string MediaId, Uri Address, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <summary>The form in an init-image response, or null when it is incomplete.</summary>
    public static UploadForm? ReadInitImage(JsonElement response) => Read(response, "uploadInitImage", "id");

    /// <summary>The form in a media response, or null when it is incomplete.</summary>
    public static UploadForm? ReadInitMedia(JsonElement response) => Read(response, "uploadMedia", "uploadId");

    private static UploadForm? Read(JsonElement response, string wrapper, string idName)
    {
        var form = response.GetPropertyOrNull(wrapper);
        return form?.GetStringOrNull(idName) is { Length: > 0 } id && form?.GetUriOrNull("url") is { } address && ReadFields(form?.GetStringOrNull("fields")) is { } fields
            ? new UploadForm(id, address, fields)
            : null;
    }

    /// <summary>The multipart body. S3 reads it strictly: fields first and in order, file last, quoted names, a known length.</summary>
    public MultipartFormDataContent ToContent(Stream file, string contentType)
    {
        // S3 requires an unquoted boundary, which .NET quotes.
        var boundary = $"seedance-{Guid.NewGuid():N}";
        var content = new MultipartFormDataContent(boundary);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/form-data; boundary={boundary}");
        foreach (var field in Fields)
        {
            var part = new ByteArrayContent(Encoding.UTF8.GetBytes(field.Value));
            part.Headers.ContentDisposition = Disposition(field.Key);
            content.Add(part);
        }

        var upload = new StreamContent(file);
        upload.Headers.ContentDisposition = Disposition("file");
        // The file's own name would tell others what is on the user's disk.
        upload.Headers.ContentDisposition.FileName = "\"upload\"";
        upload.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        content.Add(upload);
        return content;
    }

    private static ContentDispositionHeaderValue Disposition(string name) => new("form-data") { Name = $"\"{name}\"" };

    // The fields come as JSON inside a JSON string.
    private static List<KeyValuePair<string, string>>? ReadFields(string? fields)
    {
        if (fields is null)
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(fields);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.EnumerateObject().All(field => IsName(field.Name))
                ? [.. json.RootElement.EnumerateObject().Select(field => new KeyValuePair<string, string>(field.Name, field.Value.ToString()))]
                : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // Not JSON, or a lone surrogate in it.
            return null;
        }
    }

    // A quote or a control character can't be part of a header.
    private static bool IsName(string name) => name.All(character => character != '"' && !char.IsControl(character));
}
