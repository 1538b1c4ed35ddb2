using System.Text.Json;

namespace Seedance;

/// <summary>What the service says of an uploaded clip or sound. API page: Uploads; its status words are not documented.</summary>
internal sealed record MediaState(bool IsReady, bool HasFailed, string? Reason)
{
    /// <summary>Null when the answer is none.</summary>
    public static MediaState? Read(JsonElement answer)
    {
        if (answer.ValueKind != JsonValueKind.Object || !answer.TryGetProperty("uploaded_media_by_pk", out var media))
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
