using System.Text.Json;

namespace Seedance.Sandbox;

/// <summary>All that is wrong with the body of a create request, by the guide and the API page's combination rules.</summary>
internal static class CreateRequestValidator
{
    private static readonly Dictionary<string, string[]> _types = new()
    {
        ["image"] = ["UPLOADED", "GENERATED", "VARIATION", "URL", "BASE64"],
        ["video"] = ["UPLOADED", "GENERATED"],
        ["audio"] = ["UPLOADED", "GENERATED"],
    };

    // Guidance, the media in it, how many at most.
    private static readonly (string Name, string Media, int Most)[] _guidances =
    [
        ("start_frame", "image", 1), ("end_frame", "image", 1), ("image_reference", "image", 4),
        ("video_reference_base", "video", 3), ("audio_reference", "audio", 1),
    ];

    public static IReadOnlyList<string> FindErrors(JsonElement body)
    {
        var errors = new List<string>();
        if (body.ValueKind != JsonValueKind.Object)
        {
            return ["body must be an object"];
        }

        RefuseUnknown(errors, body, string.Empty, "model", "public", "parameters");
        if (!(body.TryGetProperty("model", out var model) && model.ValueKind == JsonValueKind.String && model.GetString() == "seedance-2.0-fast"))
        {
            errors.Add("model must be seedance-2.0-fast");
        }

        if (body.TryGetProperty("public", out var isPublic) && isPublic.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            errors.Add("public must be a boolean");
        }

        if (body.TryGetProperty("parameters", out var parameters) && parameters.ValueKind == JsonValueKind.Object)
        {
            CheckParameters(errors, parameters);
        }
        else
        {
            errors.Add("parameters must be an object");
        }

        return errors;
    }

    private static void CheckParameters(List<string> errors, JsonElement parameters)
    {
        RefuseUnknown(errors, parameters, "parameters.", "prompt", "quantity", "seed", "width", "height", "duration", "mode", "motion_has_audio", "guidances");
        if (!(parameters.TryGetProperty("prompt", out var prompt) && prompt.ValueKind == JsonValueKind.String && prompt.GetString()!.Length is >= 1 and <= 5000))
        {
            errors.Add("parameters.prompt must be a string of 1 to 5000 characters");
        }

        CheckWhole(errors, parameters, "quantity", 1, 1, required: true);
        CheckWhole(errors, parameters, "seed", -1, 4294967295);
        CheckWhole(errors, parameters, "duration", 4, 15);
        CheckWhole(errors, parameters, "width", 0, 8192);
        CheckWhole(errors, parameters, "height", 0, 8192);
        RefuseIf(errors, (Whole(parameters, "width") == 0) != (Whole(parameters, "height") == 0), "parameters.width and parameters.height must be 0 together");
        if (parameters.TryGetProperty("motion_has_audio", out var audio) && audio.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            errors.Add("parameters.motion_has_audio must be a boolean");
        }

        CheckMode(errors, parameters);
        if (parameters.TryGetProperty("guidances", out var guidances))
        {
            CheckGuidances(errors, guidances);
        }
    }

    private static void CheckMode(List<string> errors, JsonElement parameters)
    {
        if (!parameters.TryGetProperty("mode", out var mode))
        {
            return;
        }

        var word = mode.ValueKind == JsonValueKind.String ? mode.GetString() : null;
        if (word is not ("RESOLUTION_480" or "RESOLUTION_720"))
        {
            errors.Add("parameters.mode must be one of: RESOLUTION_480, RESOLUTION_720");
        }
        else if (word == "RESOLUTION_480" != VideoPrice.Is480p(Whole(parameters, "width") ?? 1280, Whole(parameters, "height") ?? 720))
        {
            errors.Add("parameters.mode must agree with parameters.width and parameters.height");
        }
    }

    private static void CheckGuidances(List<string> errors, JsonElement guidances)
    {
        if (guidances.ValueKind != JsonValueKind.Object)
        {
            errors.Add("parameters.guidances must be an object");
            return;
        }

        RefuseUnknown(errors, guidances, "parameters.guidances.", [.. _guidances.Select(guidance => guidance.Name)]);
        foreach (var (name, media, most) in _guidances)
        {
            if (guidances.TryGetProperty(name, out var list))
            {
                CheckGuidance(errors, list, $"parameters.guidances.{name}", media, most);
            }
        }

        bool Has(string name) => guidances.TryGetProperty(name, out _);
        var hasFrame = Has("start_frame") || Has("end_frame");
        RefuseIf(errors, Has("end_frame") && !Has("start_frame"), "parameters.guidances.end_frame requires start_frame");
        RefuseIf(errors, hasFrame && Has("image_reference"), "parameters.guidances.image_reference cannot be combined with start_frame or end_frame");
        RefuseIf(errors, hasFrame && Has("video_reference_base"), "parameters.guidances.video_reference_base cannot be combined with start_frame or end_frame");
        RefuseIf(errors, Has("audio_reference") && !Has("image_reference") && !Has("video_reference_base"), "parameters.guidances.audio_reference requires image_reference or video_reference_base");
    }

    private static void CheckGuidance(List<string> errors, JsonElement list, string path, string media, int most)
    {
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() < 1 || list.GetArrayLength() > most)
        {
            errors.Add($"{path} must be an array of 1 to {most} items");
            return;
        }

        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty(media, out var reference) || reference.ValueKind != JsonValueKind.Object)
            {
                errors.Add($"{path} must have an object {media}");
                continue;
            }

            RefuseUnknown(errors, item, $"{path}.", path.EndsWith("image_reference", StringComparison.Ordinal) ? [media, "strength", "order"] : [media]);
            CheckMedia(errors, reference, $"{path}.{media}", media);
            if (item.TryGetProperty("strength", out var strength) && !(strength.ValueKind == JsonValueKind.String && strength.GetString() is "LOW" or "MID" or "HIGH"))
            {
                errors.Add($"{path}.strength must be one of: LOW, MID, HIGH");
            }

            CheckWhole(errors, item, "order", 0, int.MaxValue, path: path);
        }
    }

    private static void CheckMedia(List<string> errors, JsonElement reference, string path, string media)
    {
        var type = reference.TryGetProperty("type", out var word) && word.ValueKind == JsonValueKind.String ? word.GetString()! : string.Empty;
        if (!_types[media].Contains(type))
        {
            errors.Add($"{path}.type must be one of: {string.Join(", ", _types[media])}");
            return;
        }

        var key = type switch { "URL" => "url", "BASE64" => "data", _ => "id" };
        RefuseUnknown(errors, reference, $"{path}.", key, "type");
        if (!(reference.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 }))
        {
            errors.Add($"{path}.{key} must be a string");
        }
        else if (type == "BASE64" && !value.TryGetBytesFromBase64(out _))
        {
            // A data: prefix is the usual reason.
            errors.Add($"{path}.data must be base64");
        }
    }

    private static void CheckWhole(List<string> errors, JsonElement owner, string name, long lowest, long highest, bool required = false, string path = "parameters")
    {
        if (!owner.TryGetProperty(name, out var value))
        {
            RefuseIf(errors, required, $"{path}.{name} is required");
        }
        else if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var number))
        {
            errors.Add($"{path}.{name} must be an integer");
        }
        else if (number < lowest || number > highest)
        {
            errors.Add($"{path}.{name} must be between {lowest} and {highest}");
        }
    }

    private static void RefuseUnknown(List<string> errors, JsonElement owner, string path, params string[] known) =>
        errors.AddRange(owner.EnumerateObject().Where(property => !known.Contains(property.Name)).Select(property => $"{path}{property.Name} is not allowed"));

    private static void RefuseIf(List<string> errors, bool wrong, string message)
    {
        if (wrong)
        {
            errors.Add(message);
        }
    }

    private static int? Whole(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;
}
