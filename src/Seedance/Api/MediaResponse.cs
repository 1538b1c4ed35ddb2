using System.Text.Json;

namespace Seedance.Api;

/// <summary>The response to a read of an upload: media, or none when the service does not know the id.</summary>
internal sealed record MediaResponse(SeedanceMedia? Media)
{
    /// <summary>Uploaded video or audio; null when the response is not one.</summary>
    public static MediaResponse? ReadMedia(JsonElement response) => Read(response, "uploaded_media_by_pk", media =>
        media.GetStringOrNull("mediaType")?.ToUpperInvariant() == "AUDIO" ? SeedanceMediaKind.Audio : SeedanceMediaKind.Video);

    /// <summary>An uploaded image; null when the response is not one.</summary>
    public static MediaResponse? ReadImage(JsonElement response) => Read(response, "init_images_by_pk", _ => SeedanceMediaKind.Image);

    private static MediaResponse? Read(JsonElement response, string wrapper, Func<JsonElement, SeedanceMediaKind> readKind) =>
        response.GetPropertyOrJsonNull(wrapper) is not { } found ? null
        : found.GetStringOrNull("id") is not { } id ? (found.ValueKind == JsonValueKind.Null ? new MediaResponse(default(SeedanceMedia)) : null)
        : new MediaResponse(new SeedanceMedia
        {
            Id = id,
            MediaKind = readKind(found),
            Url = found.GetUriOrNull("url"),
            Width = found.GetInt32OrNull("width"),
            Height = found.GetInt32OrNull("height"),
            Duration = (double?)found.GetDecimalOrNull("duration"),
            FrameRate = (double?)found.GetDecimalOrNull("video_fps"),
        });
}
