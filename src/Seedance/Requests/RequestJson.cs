using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Seedance;

/// <summary>The body of a create request, both ways. Unknown keys are refused by the service, so nothing else is ever written.</summary>
internal static class RequestJson
{
    /// <summary>Letters of every language stand as they are.</summary>
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>The body, once every media of the draft can be sent.</summary>
    /// <remarks>A file that is still to be uploaded stands as its path in angle brackets, where the guide has &lt;YOUR_IMAGE_ID&gt;.</remarks>
    public static byte[] Write(SeedanceRequest request, VideoModel model, bool indented = false)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = indented, Encoder = Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("model", model.Id);
            json.WriteBoolean("public", request.Public);
            json.WriteStartObject("parameters");
            json.WriteString("prompt", request.Prompt);
            json.WriteNumber("quantity", 1);
            WriteGuidances(json, request, model);
            json.WriteNumber("duration", request.Duration);
            json.WriteBoolean("motion_has_audio", request.Audio);
            json.WriteNumber("width", request.Width);
            json.WriteNumber("height", request.Height);
            if (request.Mode is { } mode)
            {
                json.WriteString("mode", mode);
            }

            if (request.Seed is { } seed)
            {
                json.WriteNumber("seed", seed);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>A body as a draft.</summary>
    /// <exception cref="InvalidJsonException">It is no body of a create request, or has what a draft can't hold.</exception>
    public static SeedanceRequest Read(string text, VideoModel model)
    {
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return Read(json.RootElement, model);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // The second is half a surrogate pair, escaped, in a name.
            throw new InvalidJsonException(Strings.NotJson(failure), failure);
        }
    }

    private static SeedanceRequest Read(JsonElement body, VideoModel model)
    {
        RefuseUnknown(body, string.Empty, "model", "public", "parameters");
        if (body.Text("model") is var name && name != model.Id)
        {
            throw new InvalidJsonException(Strings.OtherModel(name, model.Id));
        }

        var parameters = body.Property("parameters") ?? throw new InvalidJsonException(Strings.JsonLacks("parameters"));
        RefuseUnknown(parameters, "parameters.", "prompt", "quantity", "seed", "width", "height", "duration", "mode", "motion_has_audio", "guidances");
        if (Whole(parameters, "quantity") is not (null or 1))
        {
            throw new InvalidJsonException(Strings.JsonHas("parameters.quantity", "1"));
        }

        var standard = new SeedanceRequest();
        var guidances = parameters.Property("guidances");
        if (guidances is { } all)
        {
            RefuseUnknown(all, "parameters.guidances.", [.. model.Guidances.Select(rule => rule.Key)]);
        }

        IReadOnlyList<JsonElement> Items(string guidance) => [.. guidances?.Property(Rule(model, guidance).Key).Items() ?? []];
        IReadOnlyList<SeedanceMedia> Media(string guidance) => [.. Items(guidance).Select(item => ReadMedia(item, Rule(model, guidance)))];
        return standard with
        {
            Prompt = Typed(parameters, "prompt", JsonValueKind.String) ? parameters.Text("prompt") : null,
            Duration = Int(parameters, "duration") ?? standard.Duration,
            Width = Int(parameters, "width") ?? standard.Width,
            Height = Int(parameters, "height") ?? standard.Height,
            Mode = Typed(parameters, "mode", JsonValueKind.String) ? parameters.Text("mode") : null,
            Audio = Truth(parameters, "parameters.", "motion_has_audio") ?? standard.Audio,
            Seed = Whole(parameters, "seed"),
            Public = Truth(body, string.Empty, "public") ?? standard.Public,
            StartFrame = Single(Media("StartFrame"), "start_frame"),
            EndFrame = Single(Media("EndFrame"), "end_frame"),
            ImageReferences = [.. Items("ImageReference").Select(item => ReadImageReference(item, Rule(model, "ImageReference")))],
            VideoReferences = Media("VideoReference"),
            AudioReferences = Media("AudioReference"),
        };
    }

    private static void WriteGuidances(Utf8JsonWriter json, SeedanceRequest request, VideoModel model)
    {
        if (!request.HasGuidance)
        {
            return;
        }

        json.WriteStartObject("guidances");
        foreach (var (guidance, media) in request.Guidances())
        {
            var rule = Rule(model, guidance);
            json.WriteStartArray(rule.Key);
            for (var place = 0; place < media.Count; place++)
            {
                json.WriteStartObject();
                WriteMedia(json, MediaKey(rule.Kind), media[place]);
                if (guidance == "ImageReference")
                {
                    WriteReference(json, request.ImageReferences[place]);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteMedia(Utf8JsonWriter json, string key, SeedanceMedia media)
    {
        json.WriteStartObject(key);
        if (media.Id is null && media.Url is not null)
        {
            json.WriteString("url", media.Url.OriginalString);
            json.WriteString("type", "URL");
        }
        else if (media.Id is null && media.Base64 is not null)
        {
            json.WriteString("data", media.Base64);
            json.WriteString("type", "BASE64");
        }
        else
        {
            json.WriteString("id", media.Id ?? $"<{media.Path}>");
            json.WriteString("type", media.Type.ToString().ToUpperInvariant());
        }

        json.WriteEndObject();
    }

    private static void WriteReference(Utf8JsonWriter json, SeedanceImageReference reference)
    {
        if (reference.Strength is { } strength)
        {
            json.WriteString("strength", strength.ToString().ToUpperInvariant());
        }

        if (reference.Order is { } order)
        {
            json.WriteNumber("order", order);
        }
    }

    private static SeedanceImageReference ReadImageReference(JsonElement item, GuidanceRule rule) => new()
    {
        Image = ReadMedia(item, rule, "strength", "order"),
        Strength = item.Property("strength") is null ? null : ReadWord<SeedanceStrength>(item, $"{rule.Key}.", "strength"),
        Order = Int(item, "order"),
    };

    private static SeedanceMedia ReadMedia(JsonElement item, GuidanceRule rule, params string[] beside)
    {
        var key = MediaKey(rule.Kind);
        var path = $"parameters.guidances.{rule.Key}.";
        RefuseUnknown(item, path, [key, .. beside]);
        var media = item.Property(key) ?? throw new InvalidJsonException(Strings.JsonLacks(path + key));
        var type = media.Text("type")?.ToUpperInvariant();
        RefuseUnknown(media, $"{path}{key}.", "type", type switch { "URL" => "url", "BASE64" => "data", _ => "id" });
        return type switch
        {
            "URL" => new SeedanceMedia { Kind = rule.Kind, Url = media.Address("url") ?? throw new InvalidJsonException(Strings.JsonLacks($"{path}{key}.url")) },
            "BASE64" => new SeedanceMedia { Kind = rule.Kind, Base64 = media.Text("data") ?? throw new InvalidJsonException(Strings.JsonLacks($"{path}{key}.data")) },
            _ => ReadId(media.Text("id") ?? throw new InvalidJsonException(Strings.JsonLacks($"{path}{key}.id"))) with
            {
                Kind = rule.Kind,
                Type = ReadWord<SeedanceMediaType>(media, $"{path}{key}.", "type"),
            },
        };
    }

    private static SeedanceMedia ReadId(string id) =>
        id is ['<', .. var file, '>'] ? new SeedanceMedia { Path = file } : new SeedanceMedia { Id = id };

    private static SeedanceMedia? Single(IReadOnlyList<SeedanceMedia> media, string guidance) =>
        media.Count == 0 ? null : media.Count == 1 ? media[0] : throw new InvalidJsonException(Strings.JsonHas($"parameters.guidances.{guidance}", "one item"));

    private static T ReadWord<T>(JsonElement owner, string path, string name)
        where T : struct, Enum
    {
        var words = (T[])Enum.GetValues(typeof(T));
        foreach (var word in words)
        {
            if (string.Equals(word.ToString(), owner.Text(name), StringComparison.OrdinalIgnoreCase))
            {
                return word;
            }
        }

        throw new InvalidJsonException(Strings.JsonHas(path + name, string.Join(", ", words).ToUpperInvariant()));
    }

    private static int? Int(JsonElement owner, string name) =>
        Whole(owner, name) is not { } value ? null
        : value is >= int.MinValue and <= int.MaxValue ? (int)value
        : throw new InvalidJsonException(Strings.JsonHas($"parameters.{name}", "a smaller number"));

    private static long? Whole(JsonElement owner, string name) =>
        owner.Property(name) is null ? null
        : owner.Property(name)!.Value.ValueKind == JsonValueKind.Number && owner.Whole(name) is { } value ? value
        : throw new InvalidJsonException(Strings.JsonHas($"parameters.{name}", "a whole number"));

    private static bool? Truth(JsonElement owner, string path, string name) =>
        owner.Property(name) is null ? null : owner.Truth(name) ?? throw new InvalidJsonException(Strings.JsonHas(path + name, "true or false"));

    private static bool Typed(JsonElement owner, string name, JsonValueKind kind) =>
        owner.Property(name) is { } value && (value.ValueKind == kind ? true : throw new InvalidJsonException(Strings.JsonHas($"parameters.{name}", kind.ToString().ToLowerInvariant())));

    private static void RefuseUnknown(JsonElement owner, string path, params string[] known)
    {
        if (owner.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidJsonException(Strings.JsonHas(path.Length == 0 ? "The body" : path.TrimEnd('.'), "an object"));
        }

        foreach (var property in owner.EnumerateObject())
        {
            if (!known.Contains(property.Name))
            {
                throw new InvalidJsonException(Strings.JsonUnknown(path + property.Name, known));
            }
        }
    }

    private static GuidanceRule Rule(VideoModel model, string guidance) => model.Guidances.First(rule => rule.Name == guidance);

    private static string MediaKey(SeedanceMediaKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The body as text.</summary>
    public static string WriteText(SeedanceRequest request, VideoModel model, bool indented) => Encoding.UTF8.GetString(Write(request, model, indented));
}
