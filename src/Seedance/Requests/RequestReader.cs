using System.Text.Json;

namespace Seedance.Requests;

/// <summary>Reads the body of a create request back into a draft.</summary>
internal static class RequestReader
{
    /// <summary>Reads a body.</summary>
    /// <param name="text">The body.</param>
    /// <param name="allowsUnknownModel">Whether a model that the table lacks is accepted.</param>
    /// <exception cref="InvalidJsonException">It is not the body of a create request.</exception>
    public static SeedanceRequest Read(string text, bool allowsUnknownModel = false)
    {
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return Read(json.RootElement, allowsUnknownModel);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escaped half of a surrogate pair in a name.
            throw new InvalidJsonException(Messages.NotJson(failure), failure);
        }
    }

    private static SeedanceRequest Read(JsonElement body, bool allowsUnknownModel)
    {
        RejectUnknownKeys(body, string.Empty, "model", "public", "parameters");
        if (body.GetStringOrNull("model") is not { Length: > 0 } name || (VideoModels.Find(name) is null && !allowsUnknownModel))
        {
            throw new InvalidJsonException(Messages.JsonOtherModel(body.GetStringOrNull("model"), VideoModels.All.Select(known => known.Id)));
        }

        var model = VideoModels.Of(name);

        var parameters = body.GetPropertyOrNull("parameters") ?? throw new InvalidJsonException(Messages.JsonMissing("parameters"));
        RejectUnknownKeys(parameters, "parameters.", "prompt", "quantity", "seed", "width", "height", "duration", "mode", "motion_has_audio", "guidances");
        if (Integer(parameters, "quantity") is not (null or 1))
        {
            throw new InvalidJsonException(Messages.JsonMustBe("parameters.quantity", "1"));
        }

        var defaults = new SeedanceRequest();
        var guidances = parameters.GetPropertyOrNull("guidances");
        if (guidances is { } all)
        {
            RejectUnknownKeys(all, "parameters.guidances.", [.. model.Guidances.Select(rule => rule.Key)]);
        }

        IReadOnlyList<JsonElement> Items(RequestField guidance) => ReadList(guidances, model.Rule(guidance).Key);
        IReadOnlyList<SeedanceMedia> Media(RequestField guidance) => [.. Items(guidance).Select(item => ReadMedia(item, model.Rule(guidance)))];
        return defaults with
        {
            Model = name,
            Prompt = HasKind(parameters, "prompt", JsonValueKind.String) ? parameters.GetStringOrNull("prompt") : null,
            Duration = Int(parameters, "duration") ?? defaults.Duration,
            Width = Int(parameters, "width") ?? defaults.Width,
            Height = Int(parameters, "height") ?? defaults.Height,
            Mode = HasKind(parameters, "mode", JsonValueKind.String) ? parameters.GetStringOrNull("mode") : null,
            Audio = Boolean(parameters, "parameters.", "motion_has_audio") ?? defaults.Audio,
            Seed = Integer(parameters, "seed"),
            Public = Boolean(body, string.Empty, "public") ?? defaults.Public,
            StartFrame = Single(Media(RequestField.StartFrame), "start_frame"),
            EndFrame = Single(Media(RequestField.EndFrame), "end_frame"),
            ImageReferences = [.. Items(RequestField.ImageReference).Select(item => ReadImageReference(item, model.Rule(RequestField.ImageReference)))],
            VideoReferences = Media(RequestField.VideoReference),
            AudioReferences = Media(RequestField.AudioReference),
        };
    }

    private static IReadOnlyList<JsonElement> ReadList(JsonElement? guidances, string key) => guidances?.GetPropertyOrNull(key) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray()],
        _ => throw new InvalidJsonException(Messages.JsonMustBe($"parameters.guidances.{key}", "a list")),
    };

    private static SeedanceImageReference ReadImageReference(JsonElement item, GuidanceRule rule) => new()
    {
        Image = ReadMedia(item, rule, "strength", "order"),
        StrengthLevel = item.GetPropertyOrNull("strength") is null ? null : ReadEnum<SeedanceStrength>(item, $"{rule.Key}.", "strength"),
        Order = Int(item, "order"),
    };

    private static SeedanceMedia ReadMedia(JsonElement item, GuidanceRule rule, params string[] otherKeys)
    {
        var key = rule.MediaKey;
        var path = $"parameters.guidances.{rule.Key}.";
        RejectUnknownKeys(item, path, [key, .. otherKeys]);
        var media = item.GetPropertyOrNull(key) ?? throw new InvalidJsonException(Messages.JsonMissing(path + key));
        var type = media.GetStringOrNull("type")?.ToUpperInvariant();
        RejectUnknownKeys(media, $"{path}{key}.", "type", type switch { "URL" => "url", "BASE64" => "data", _ => "id" });
        return type switch
        {
            "URL" => new SeedanceMedia { MediaKind = rule.Kind, Url = media.GetUriOrNull("url") ?? throw new InvalidJsonException(Messages.JsonMissing($"{path}{key}.url")) },
            "BASE64" => new SeedanceMedia { MediaKind = rule.Kind, Base64 = media.GetStringOrNull("data") ?? throw new InvalidJsonException(Messages.JsonMissing($"{path}{key}.data")) },
            _ => ReadId(media.GetStringOrNull("id") ?? throw new InvalidJsonException(Messages.JsonMissing($"{path}{key}.id"))) with
            {
                MediaKind = rule.Kind,
                MediaType = ReadEnum<SeedanceMediaType>(media, $"{path}{key}.", "type"),
            },
        };
    }

    private static SeedanceMedia ReadId(string id) =>
        id is ['<', .. var file, '>'] ? new SeedanceMedia { Path = file } : new SeedanceMedia { Id = id };

    private static SeedanceMedia? Single(IReadOnlyList<SeedanceMedia> media, string guidance) =>
        media.Count == 0 ? null : media.Count == 1 ? media[0] : throw new InvalidJsonException(Messages.JsonMustBe($"parameters.guidances.{guidance}", "one item"));

    private static T ReadEnum<T>(JsonElement owner, string path, string name)
        where T : struct, Enum =>
        EnumWords.TryParse<T>(owner.GetStringOrNull(name)) ?? throw new InvalidJsonException(Messages.JsonMustBe(path + name, string.Join(", ", Enum.GetNames(typeof(T))).ToUpperInvariant()));

    private static int? Int(JsonElement owner, string name) =>
        Integer(owner, name) is not { } value ? null
        : value is >= int.MinValue and <= int.MaxValue ? (int)value
        : throw new InvalidJsonException(Messages.JsonMustBe($"parameters.{name}", "a smaller number"));

    private static long? Integer(JsonElement owner, string name) =>
        owner.GetPropertyOrNull(name) is null ? null
        : owner.GetPropertyOrNull(name)!.Value.ValueKind == JsonValueKind.Number && owner.GetInt64OrNull(name) is { } value ? value
        : throw new InvalidJsonException(Messages.JsonMustBe($"parameters.{name}", "a whole number"));

    private static bool? Boolean(JsonElement owner, string path, string name) =>
        owner.GetPropertyOrNull(name) is null ? null : owner.GetBooleanOrNull(name) ?? throw new InvalidJsonException(Messages.JsonMustBe(path + name, "true or false"));

    private static bool HasKind(JsonElement owner, string name, JsonValueKind kind) =>
        owner.GetPropertyOrNull(name) is { } value && (value.ValueKind == kind ? true : throw new InvalidJsonException(Messages.JsonMustBe($"parameters.{name}", kind.ToString().ToLowerInvariant())));

    private static void RejectUnknownKeys(JsonElement owner, string path, params string[] known)
    {
        if (owner.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidJsonException(Messages.JsonMustBe(path.Length == 0 ? "The body" : path.TrimEnd('.'), "an object"));
        }

        foreach (var property in owner.EnumerateObject())
        {
            if (!known.Contains(property.Name))
            {
                throw new InvalidJsonException(Messages.JsonUnknownKey(path + property.Name, known));
            }
        }
    }
}
