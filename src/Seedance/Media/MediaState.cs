using System.Text.Json;

namespace Seedance;

/// <summary>What the service says of an uploaded clip or sound. API page: Uploads; its status words are not documented.</summary>
internal sealed record MediaState(bool IsReady, bool HasFailed, string? Reason)
{
    /// <summary>Null when the answer is none.</summary>
    public static MediaState? Read(JsonElement answer)
    {
        if (answer.Member("uploaded_media_by_pk") is not { } media)
        {
            return null;
        }

        // Null is a brand-new one that the service has yet to find.
        var status = media.Text("status")?.ToUpperInvariant();
        return new MediaState(
            IsReady: media.Number("duration") is not null || status is not (null or "PENDING" or "PROCESSING" or "UPLOADING"),
            HasFailed: status is "FAILED" or "ERROR" or "REJECTED",
            media.Text("statusReason"));
    }
}

/// <summary>The answer to a read of an upload: a media, or none when the service does not know the id.</summary>
internal sealed record MediaAnswer(SeedanceMedia? Media)
{
    /// <summary>Null when the answer is neither.</summary>
    public static MediaAnswer? Read(JsonElement answer, string wrapper) =>
        answer.Member(wrapper) is not { } found ? null
        : found.Text("id") is not { } id ? (found.ValueKind == JsonValueKind.Null ? new MediaAnswer(default(SeedanceMedia)) : null)
        : new MediaAnswer(new SeedanceMedia
        {
            Id = id,
            Kind = wrapper == "init_images_by_pk" ? SeedanceMediaKind.Image
                : found.Text("mediaType")?.ToUpperInvariant() == "AUDIO" ? SeedanceMediaKind.Audio
                : SeedanceMediaKind.Video,
            Url = found.Address("url"),
            Width = found.Int("width"),
            Height = found.Int("height"),
            Duration = (double?)found.Number("duration"),
            FrameRate = (double?)found.Number("video_fps"),
        });
}
