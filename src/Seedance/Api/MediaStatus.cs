using System.Text.Json;

namespace Seedance.Api;

/// <summary>The state of uploaded video or audio. API page: Uploads; its status words are not documented.</summary>
internal sealed record MediaStatus(bool IsReady, bool HasFailed, string? Reason)
{
    /// <summary>Null when the response is not one to a media read.</summary>
    public static MediaStatus? Read(JsonElement response)
    {
        if (response.GetPropertyOrJsonNull("uploaded_media_by_pk") is not { } media)
        {
            return null;
        }

        // JSON's null is a new upload that the service does not find yet.
        var status = media.GetStringOrNull("status")?.ToUpperInvariant();
        return new MediaStatus(
            IsReady: media.GetDecimalOrNull("duration") is not null || status is not (null or "PENDING" or "PROCESSING" or "UPLOADING"),
            HasFailed: status is "FAILED" or "ERROR" or "REJECTED",
            media.GetStringOrNull("statusReason"));
    }
}
