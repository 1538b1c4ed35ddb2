using System.Text.Json;
using Seedance.Sandbox.Models;

namespace Seedance.Sandbox.Validation;

/// <summary>Validates the guidances of a create request: which are combined, how many there are and what they refer to.</summary>
internal sealed class GuidanceValidator(ValidationErrors errors, SandboxModel model)
{
    private const string Path = "parameters.guidances";

    private readonly (string Name, string Media, int Max)[] _guidances =
    [
        ("start_frame", "image", 1), ("end_frame", "image", 1), ("image_reference", "image", model.MaxImageReferences),
        ("video_reference_base", "video", model.MaxVideoReferences), ("audio_reference", "audio", model.MaxAudioReferences),
    ];

    private readonly Dictionary<string, string[]> _types = new()
    {
        ["image"] = ["UPLOADED", "GENERATED", "VARIATION", "URL", "BASE64"],
        ["video"] = ["UPLOADED", "GENERATED"],
        ["audio"] = model.AllowsGeneratedAudio ? ["UPLOADED", "GENERATED"] : ["UPLOADED"],
    };

    public void Check(JsonElement guidances)
    {
        if (guidances.ValueKind != JsonValueKind.Object)
        {
            errors.Add($"{Path} must be an object");
            return;
        }

        errors.RejectUnknown(guidances, $"{Path}.", [.. _guidances.Select(guidance => guidance.Name)]);
        foreach (var (name, media, max) in _guidances)
        {
            if (guidances.TryGetProperty(name, out var list))
            {
                CheckList(list, $"{Path}.{name}", media, max);
            }
        }

        CheckCombination(guidances);
    }

    private void CheckCombination(JsonElement guidances)
    {
        bool Has(string name) => guidances.TryGetProperty(name, out _);
        var hasFrame = Has("start_frame") || Has("end_frame");
        errors.AddIf(Has("end_frame") && !Has("start_frame"), $"{Path}.end_frame requires start_frame");
        errors.AddIf(hasFrame && Has("image_reference"), $"{Path}.image_reference cannot be combined with start_frame or end_frame");
        errors.AddIf(hasFrame && Has("video_reference_base"), $"{Path}.video_reference_base cannot be combined with start_frame or end_frame");
        errors.AddIf(Has("audio_reference") && !Has("image_reference") && !Has("video_reference_base"), $"{Path}.audio_reference requires image_reference or video_reference_base");
    }

    private void CheckList(JsonElement list, string path, string media, int max)
    {
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() < 1 || list.GetArrayLength() > max)
        {
            errors.Add($"{path} must be an array of 1 to {max} items");
            return;
        }

        string[] strength = model.AllowsStrength ? ["strength"] : [];
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty(media, out var reference) || reference.ValueKind != JsonValueKind.Object)
            {
                errors.Add($"{path} must have an object {media}");
                continue;
            }

            errors.RejectUnknown(item, $"{path}.", path == $"{Path}.image_reference" ? [media, "order", .. strength] : [media]);
            CheckReference(reference, $"{path}.{media}", media);
            errors.AddIf(item.TryGetProperty("strength", out _) && item.GetStringOrNull("strength") is not ("LOW" or "MID" or "HIGH"), $"{path}.strength must be one of: LOW, MID, HIGH");
            errors.CheckInteger(item, $"{path}.", "order", 0, int.MaxValue);
        }
    }

    private void CheckReference(JsonElement reference, string path, string media)
    {
        var type = reference.GetStringOrNull("type") ?? string.Empty;
        if (!_types[media].Contains(type))
        {
            errors.Add($"{path}.type must be one of: {string.Join(", ", _types[media])}");
            return;
        }

        var key = type switch { "URL" => "url", "BASE64" => "data", _ => "id" };
        errors.RejectUnknown(reference, $"{path}.", key, "type");
        if (reference.GetStringOrNull(key) is null or "")
        {
            errors.Add($"{path}.{key} must be a string");
        }
        else if (type == "BASE64" && !reference.GetProperty(key).TryGetBytesFromBase64(out _))
        {
            // Usually because of a "data:" prefix.
            errors.Add($"{path}.data must be base64");
        }
    }
}
