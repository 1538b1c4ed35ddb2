using System.Text.RegularExpressions;

namespace Seedance.Api;

/// <summary>Finds the fields of the request that a rejection names.</summary>
internal static class ApiFields
{
    private static readonly HashSet<string> _known =
    [
        "prompt", "seed", "width", "height", "duration", "mode", "motion_has_audio", "public",
        "start_frame", "end_frame", "image_reference", "video_reference_base", "audio_reference", "strength", "order",
    ];

    private static readonly Regex _field = new(@"\b(?:parameters|guidances)\.(?:guidances\.)?(?<field>\w+)|^(?<public>public)\b", RegexOptions.CultureInvariant | RegexOptions.Multiline);

    /// <summary>The fields, each once, in the order in which the message names them.</summary>
    public static IReadOnlyList<string> Find(string? message) =>
        [.. _field.Matches(message ?? string.Empty).Cast<Match>()
            .Select(match => match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value)
            .Where(_known.Contains)
            .Distinct()];
}
