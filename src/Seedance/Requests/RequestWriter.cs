using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Seedance.Requests;

/// <summary>Writes the body of a create request. The service rejects unknown keys, so only documented ones are written.</summary>
internal static class RequestWriter
{
    /// <summary>Letters of every language are written unescaped.</summary>
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>The body of the request.</summary>
    /// <remarks>A file that is not uploaded yet is written as its path in angle brackets, as the guide writes &lt;YOUR_START_IMAGE_ID&gt;.</remarks>
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

    /// <summary>The body as text.</summary>
    public static string WriteText(SeedanceRequest request, VideoModel model, bool indented) => Encoding.UTF8.GetString(Write(request, model, indented));

    private static void WriteGuidances(Utf8JsonWriter json, SeedanceRequest request, VideoModel model)
    {
        if (!request.HasGuidance)
        {
            return;
        }

        json.WriteStartObject("guidances");
        foreach (var (field, media) in request.Guidances())
        {
            var rule = model.Rule(field);
            json.WriteStartArray(rule.Key);
            for (var index = 0; index < media.Count; index++)
            {
                json.WriteStartObject();
                WriteMedia(json, rule.MediaKey, media[index]);
                if (field == RequestField.ImageReference)
                {
                    WriteReference(json, request.ImageReferences[index]);
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
}
