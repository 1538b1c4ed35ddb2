using System.Text.Json;
using Seedance.Sandbox.Uploads;

namespace Seedance.Sandbox.Jobs;

/// <summary>Rejects references to media that is unknown, not received, not ready or of another kind.</summary>
internal sealed class MediaReferenceCheck(SandboxState state)
{
    public HttpResponseMessage? FindError(JsonElement parameters)
    {
        if (!parameters.TryGetProperty("guidances", out var guidances))
        {
            return null;
        }

        var references = guidances.EnumerateObject().SelectMany(guidance => guidance.Value.EnumerateArray())
            .Select(item => item.EnumerateObject().First(property => property.Value.ValueKind == JsonValueKind.Object));
        var message = references.Select(reference => FindMessage(reference.Name, reference.Value)).FirstOrDefault(found => found is not null);
        return message is null ? null : SandboxResponse.Error(400, message, "bad-request");
    }

    private string? FindMessage(string kind, JsonElement reference)
    {
        var id = reference.GetStringOrNull("id") ?? string.Empty;
        var unknown = kind == "image" ? "invalid init image id" : "invalid media id";
        return reference.GetStringOrNull("type") switch
        {
            "UPLOADED" => state.Uploads.Find(id) is not { Received: true } upload || upload.Kind != kind ? unknown
                : !upload.MatchesExtension ? "couldn't access image"
                : kind != "image" && !upload.IsReady(state.Now) ? "media is not ready"
                : null,
            "URL" => Uri.TryCreate(reference.GetStringOrNull("url"), UriKind.Absolute, out var address) && address.Scheme == "https" ? null : "couldn't access image",
            "BASE64" => ImageFormat.Detect(reference.GetProperty("data").GetBytesFromBase64()) is null ? "couldn't access image" : null,
            // A generated video can be an image or a video reference, but not an audio reference.
            "GENERATED" => kind != "audio" && state.Jobs.OldestFirst.Any(job => job.VideoId == id && job.IsComplete(state.Now)) ? null : unknown,
            // The simulator creates no variations.
            _ => unknown,
        };
    }
}
