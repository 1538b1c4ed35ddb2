using System.Globalization;
using System.Text.Json;

namespace Seedance;

/// <summary>A journal entry as a file: JSON that a person can read.</summary>
internal static class JobJson
{
    private const int Version = 1;

    public static byte[] Write(SeedanceJob job)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = RequestJson.Encoder }))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteString("status", job.Status);
            WriteText(json, "id", job.Id);
            WriteText(json, "jobName", job.JobName);
            json.WriteString("submittedAt", job.SubmittedAt);
            WriteText(json, "account", job.Account);
            WriteText(json, "owner", job.Owner);
            WriteFacts(json, job);
            WriteText(json, "destination", job.Destination);
            json.WriteNumber("index", job.Index);
            WriteText(json, "path", job.Path);
            WriteNumber(json, "seconds", (decimal?)job.Took);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>What journal and sidecar both say of a job.</summary>
    public static void WriteFacts(Utf8JsonWriter json, SeedanceJob job)
    {
        WriteText(json, "prompt", job.Prompt);
        WriteNumber(json, "seed", job.Seed);
        json.WriteBoolean("seedDrawn", job.IsSeedDrawn);
        WriteNumber(json, "duration", job.Duration);
        WriteNumber(json, "width", job.Width);
        WriteNumber(json, "height", job.Height);
        if (job.Public is { } isPublic)
        {
            json.WriteBoolean("public", isPublic);
        }

        WriteNumber(json, "cost", job.Cost);
        WriteText(json, "costUnit", job.CostUnit);
        WriteText(json, "sourcePath", job.SourcePath);
        WriteText(json, "sha256", job.Sha256);
        json.WriteStartArray("media");
        foreach (var media in job.Media)
        {
            json.WriteStartObject();
            WriteText(json, "id", media.Id);
            json.WriteString("file", media.File);
            WriteText(json, "sha256", media.Sha256);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (job.Request is { } request)
        {
            json.WritePropertyName("request");
            json.WriteRawValue(request);
        }
    }

    /// <exception cref="JsonException">It is no entry.</exception>
    public static SeedanceJob Read(string key, byte[] content)
    {
        using var json = JsonDocument.Parse(content);
        var entry = json.RootElement;
        if (entry.Text("status") is not { } status || !JobStatus.IsKnown(status) || ReadTime(entry) is not { } submittedAt)
        {
            throw new JsonException(Strings.NoJournalEntry);
        }

        return new SeedanceJob
        {
            Key = key,
            Status = status,
            Id = entry.Text("id"),
            JobName = entry.Text("jobName"),
            SubmittedAt = submittedAt,
            Account = entry.Text("account"),
            Owner = entry.Text("owner"),
            Prompt = entry.Text("prompt"),
            Seed = entry.Whole("seed"),
            IsSeedDrawn = entry.Truth("seedDrawn") ?? false,
            Duration = entry.Int("duration"),
            Width = entry.Int("width"),
            Height = entry.Int("height"),
            Public = entry.Truth("public"),
            Cost = entry.Number("cost"),
            CostUnit = entry.Text("costUnit"),
            SourcePath = entry.Text("sourcePath"),
            Destination = entry.Text("destination"),
            Index = entry.Int("index") ?? 0,
            Path = entry.Text("path"),
            Took = (double?)entry.Number("seconds"),
            Sha256 = entry.Text("sha256"),
            Media = [.. entry.Property("media").Items().Select(media => new JobMedia(media.Text("id"), media.Text("file") ?? string.Empty, media.Text("sha256")))],
            Request = entry.Property("request")?.GetRawText(),
        };
    }

    private static DateTimeOffset? ReadTime(JsonElement entry) =>
        DateTimeOffset.TryParse(entry.Text("submittedAt"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }
}
