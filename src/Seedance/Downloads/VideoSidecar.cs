using System.Globalization;
using System.Text.Json;

namespace Seedance;

/// <summary>What is known of a video, as JSON beside it: prompt, seed, cost, references with their hashes. Nothing that goes wrong with it costs the video.</summary>
internal static class VideoSidecar
{
    /// <summary>The sidecar's path: the video's, with .json behind it.</summary>
    public static string PathOf(string video) => video + ".json";

    /// <exception cref="IOException">It can't be written; so say UnauthorizedAccessException and others of a path's.</exception>
    public static void Write(string video, SeedanceGeneration generation, SeedanceJob? job, string sha256)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = RequestJson.Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("id", generation.Id);
            json.WriteString("video", Path.GetFileName(video));
            json.WriteString("createdAt", generation.CreatedAt?.ToString("O", CultureInfo.InvariantCulture));
            JobJson.WriteFacts(json, (job ?? OfAnother(generation)) with { Sha256 = sha256 });
            json.WriteEndObject();
        }

        if (job?.Sha256 is not null)
        {
            // Another run has come as far as this before, and may have died at it.
            AtomicFile.Sweep(PathOf(video));
        }

        AtomicFile.Write(PathOf(video), buffer.ToArray());
    }

    /// <summary>The facts of a generation that was not submitted from here.</summary>
    private static SeedanceJob OfAnother(SeedanceGeneration generation) => new()
    {
        Key = generation.Id,
        Prompt = generation.Prompt,
        Seed = generation.Seed,
        Duration = generation.Duration,
        Width = generation.Width,
        Height = generation.Height,
        Public = generation.Public,
        Cost = generation.Cost,
        CostUnit = generation.CostUnit,
        SourcePath = generation.SourcePath,
    };
}
