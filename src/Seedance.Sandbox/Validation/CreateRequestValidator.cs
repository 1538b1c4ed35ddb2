using System.Text.Json;
using Seedance.Sandbox.Jobs;

namespace Seedance.Sandbox.Validation;

/// <summary>Validates the body of a create request by the guide and by the combination rules of the API page.</summary>
internal static class CreateRequestValidator
{
    /// <summary>Everything that is wrong with the body.</summary>
    public static IReadOnlyList<string> FindErrors(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return ["body must be an object"];
        }

        var errors = new ValidationErrors();
        errors.RejectUnknown(body, string.Empty, "model", "public", "parameters");
        errors.AddIf(body.GetStringOrNull("model") != "seedance-2.0-fast", "model must be seedance-2.0-fast");
        errors.CheckBoolean(body, string.Empty, "public");
        if (body.TryGetProperty("parameters", out var parameters) && parameters.ValueKind == JsonValueKind.Object)
        {
            CheckParameters(errors, parameters);
        }
        else
        {
            errors.Add("parameters must be an object");
        }

        return errors.Messages;
    }

    private static void CheckParameters(ValidationErrors errors, JsonElement parameters)
    {
        const string path = "parameters.";
        errors.RejectUnknown(parameters, path, "prompt", "quantity", "seed", "width", "height", "duration", "mode", "motion_has_audio", "guidances");
        errors.AddIf(parameters.GetStringOrNull("prompt") is not { Length: >= 1 and <= 5000 }, "parameters.prompt must be a string of 1 to 5000 characters");
        errors.CheckInteger(parameters, path, "quantity", 1, 1, required: true);
        errors.CheckInteger(parameters, path, "seed", -1, 4294967295);
        errors.CheckInteger(parameters, path, "duration", 4, 15);
        errors.CheckInteger(parameters, path, "width", 0, 8192);
        errors.CheckInteger(parameters, path, "height", 0, 8192);
        errors.AddIf((parameters.GetInt32OrNull("width") == 0) != (parameters.GetInt32OrNull("height") == 0), "parameters.width and parameters.height must be 0 together");
        errors.CheckBoolean(parameters, path, "motion_has_audio");
        if (parameters.TryGetProperty("mode", out _))
        {
            CheckMode(errors, parameters);
        }

        if (parameters.TryGetProperty("guidances", out var guidances))
        {
            GuidanceValidator.Check(errors, guidances);
        }
    }

    private static void CheckMode(ValidationErrors errors, JsonElement parameters)
    {
        var mode = parameters.GetStringOrNull("mode");
        var is480p = VideoPrice.Is480p(parameters.GetInt32OrNull("width") ?? 1280, parameters.GetInt32OrNull("height") ?? 720);
        if (mode is not ("RESOLUTION_480" or "RESOLUTION_720"))
        {
            errors.Add("parameters.mode must be one of: RESOLUTION_480, RESOLUTION_720");
        }
        else if (mode == "RESOLUTION_480" != is480p)
        {
            errors.Add("parameters.mode must agree with parameters.width and parameters.height");
        }
    }
}
