using System.Text.RegularExpressions;

namespace Seedance;

/// <summary>The fields that a refusal names, as our parameters are called.</summary>
internal static class ApiFields
{
    private static readonly Dictionary<string, string> _parameters = new()
    {
        ["prompt"] = "Prompt",
        ["seed"] = "Seed",
        ["width"] = "Width",
        ["height"] = "Height",
        ["duration"] = "Duration",
        ["mode"] = "Mode",
        ["motion_has_audio"] = "NoAudio",
        ["public"] = "Public",
        ["start_frame"] = "StartFrame",
        ["end_frame"] = "EndFrame",
        ["image_reference"] = "ImageReference",
        ["video_reference_base"] = "VideoReference",
        ["audio_reference"] = "AudioReference",
        ["strength"] = "Strength",
        ["order"] = "Order",
    };

    private static readonly Regex _field = new(@"\b(?:parameters|guidances)\.(?:guidances\.)?(\w+)|^(public)\b", RegexOptions.CultureInvariant | RegexOptions.Multiline);

    /// <summary>The parameters, each once, in the order in which the words name their fields.</summary>
    public static IReadOnlyList<string> FindParameters(string? words) =>
        [.. _field.Matches(words ?? string.Empty).Cast<Match>()
            .Select(match => _parameters.TryGetValue(match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value, out var parameter) ? parameter : null)
            .OfType<string>()
            .Distinct()];
}
