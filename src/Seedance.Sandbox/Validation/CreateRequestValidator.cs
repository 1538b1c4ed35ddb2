using System.Text.Json;
using Seedance.Sandbox.Models;

namespace Seedance.Sandbox.Validation;

/// <summary>Validates the body of a create request by the guides of the models and by the combination rules of the API page.</summary>
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
        var model = SandboxModels.Find(body.GetStringOrNull("model"));
        errors.AddIf(model is null, $"model must be one of: {string.Join(", ", SandboxModels.All.Select(known => known.Id))}");
        errors.CheckBoolean(body, string.Empty, "public");
        if (!body.TryGetProperty("parameters", out var parameters) || parameters.ValueKind != JsonValueKind.Object)
        {
            errors.Add("parameters must be an object");
        }
        else if (model is not null)
        {
            CheckParameters(errors, parameters, model);
        }

        return errors.Messages;
    }

    private static void CheckParameters(ValidationErrors errors, JsonElement parameters, SandboxModel model)
    {
        const string path = "parameters.";
        string[] mode = model.AllowsMode ? ["mode"] : [];
        errors.RejectUnknown(parameters, path, ["prompt", "quantity", "seed", "width", "height", "duration", "motion_has_audio", "guidances", .. mode]);
        errors.AddIf(parameters.GetStringOrNull("prompt") is not { Length: >= 1 and <= 5000 }, "parameters.prompt must be a string of 1 to 5000 characters");
        errors.CheckInteger(parameters, path, "quantity", 1, 1, required: true);
        errors.CheckInteger(parameters, path, "seed", -1, 4294967295);
        errors.CheckInteger(parameters, path, "duration", model.MinSeconds, model.MaxSeconds);
        errors.CheckInteger(parameters, path, "width", 0, 8192);
        errors.CheckInteger(parameters, path, "height", 0, 8192);
        errors.AddIf((parameters.GetInt32OrNull("width") == 0) != (parameters.GetInt32OrNull("height") == 0), "parameters.width and parameters.height must be 0 together");
        errors.CheckBoolean(parameters, path, "motion_has_audio");
        if (model.AllowsMode && parameters.TryGetProperty("mode", out _))
        {
            CheckMode(errors, parameters, model);
        }

        if (parameters.TryGetProperty("guidances", out var guidances))
        {
            new GuidanceValidator(errors, model).Check(guidances);
        }
    }

    private static void CheckMode(ValidationErrors errors, JsonElement parameters, SandboxModel model)
    {
        var mode = parameters.GetStringOrNull("mode");
        var tier = model.FindTier(parameters.GetInt32OrNull("width") ?? 1280, parameters.GetInt32OrNull("height") ?? 720);
        if (model.Tiers.All(known => known.Mode != mode))
        {
            errors.Add($"parameters.mode must be one of: {string.Join(", ", model.Tiers.Select(known => known.Mode))}");
        }
        else if (mode != tier?.Mode)
        {
            errors.Add("parameters.mode must agree with parameters.width and parameters.height");
        }
    }
}
