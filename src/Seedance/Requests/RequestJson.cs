using System.Text.Json;

namespace Seedance;

/// <summary>Writes the body of a create request. Unknown keys are refused by the service, so nothing else is ever sent.</summary>
internal static class RequestJson
{
    /// <summary>The body, once every media of the draft has an id.</summary>
    public static byte[] Write(SeedanceRequest request, VideoModel model)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("model", model.Id);
            json.WriteBoolean("public", request.Public);
            json.WriteStartObject("parameters");
            json.WriteString("prompt", request.Prompt);
            json.WriteNumber("quantity", 1);
            WriteGuidances(json, request);
            json.WriteNumber("duration", request.Duration);
            json.WriteBoolean("motion_has_audio", request.Audio);
            json.WriteNumber("width", request.Width);
            json.WriteNumber("height", request.Height);
            if (request.Seed is { } seed)
            {
                json.WriteNumber("seed", seed);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteGuidances(Utf8JsonWriter json, SeedanceRequest request)
    {
        if (request.StartFrame is null && request.EndFrame is null)
        {
            return;
        }

        json.WriteStartObject("guidances");
        WriteFrame(json, "start_frame", request.StartFrame);
        WriteFrame(json, "end_frame", request.EndFrame);
        json.WriteEndObject();
    }

    private static void WriteFrame(Utf8JsonWriter json, string guidance, SeedanceMedia? frame)
    {
        if (frame is null)
        {
            return;
        }

        json.WriteStartArray(guidance);
        json.WriteStartObject();
        json.WriteStartObject("image");
        json.WriteString("id", frame.Id ?? throw new InvalidOperationException("A frame is sent only after its upload."));
        json.WriteString("type", frame.Type.ToString().ToUpperInvariant());
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
