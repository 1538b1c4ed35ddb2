using System.Text.Json;

namespace Seedance.Journal;

/// <summary>Writes and reads a journal entry as JSON that a person can read.</summary>
internal static class JobEntryJson
{
    private const int Version = 1;

    public static byte[] Write(SeedanceJob job)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = RequestWriter.Encoder }))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteString("status", job.Status);
            WriteStringIfSet(json, "id", job.Id);
            WriteStringIfSet(json, "jobName", job.JobName);
            json.WriteString("submittedAt", job.SubmittedAt);
            WriteStringIfSet(json, "account", job.Account);
            WriteStringIfSet(json, "owner", job.Owner);
            WriteDetails(json, job);
            WriteNumberIfSet(json, "reserved", job.Reserved);
            WriteStringIfSet(json, "destination", job.Destination);
            json.WriteNumber("index", job.Index);
            WriteNumberIfSet(json, "take", job.Take);
            WriteStringIfSet(json, "plannedPath", job.PlannedPath);
            WriteStringIfSet(json, "path", job.Path);
            WriteStringIfSet(json, "failure", job.Failure);
            if (job.Recovered)
            {
                json.WriteBoolean("recovered", true);
            }

            WriteNumberIfSet(json, "seconds", (decimal?)job.Took);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>Writes what journal and sidecar have in common.</summary>
    public static void WriteDetails(Utf8JsonWriter json, SeedanceJob job)
    {
        WriteStringIfSet(json, "model", job.Model);
        WriteStringIfSet(json, "prompt", job.Prompt);
        WriteNumberIfSet(json, "seed", job.Seed);
        json.WriteBoolean("seedDrawn", job.IsSeedDrawn);
        WriteNumberIfSet(json, "duration", job.Duration);
        WriteNumberIfSet(json, "width", job.Width);
        WriteNumberIfSet(json, "height", job.Height);
        if (job.Public is { } isPublic)
        {
            json.WriteBoolean("public", isPublic);
        }

        // The unit is for readers of version 0.2, which kept credits as a cost too.
        WriteNumberIfSet(json, "cost", job.Cost);
        WriteStringIfSet(json, "costUnit", job.Cost is null ? null : GenerationCost.Dollars);
        WriteNumberIfSet(json, "credits", job.Credits);
        if (job.IsSimulated)
        {
            json.WriteBoolean("isSimulated", true);
        }

        WriteStringIfSet(json, "sourcePath", job.SourcePath);
        WriteStringIfSet(json, "sha256", job.Sha256);
        json.WriteStartArray("media");
        foreach (var media in job.Media)
        {
            json.WriteStartObject();
            WriteStringIfSet(json, "id", media.Id);
            json.WriteString("file", media.File);
            WriteStringIfSet(json, "sha256", media.Sha256);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (job.References.Count > 0)
        {
            json.WriteStartObject("references");
            foreach (var reference in job.References)
            {
                json.WriteString(reference.Name, reference.Source);
            }

            json.WriteEndObject();
        }

        if (job.Request is { } request)
        {
            json.WritePropertyName("request");
            json.WriteRawValue(request);
        }
    }

    /// <exception cref="JsonException">It is not an entry.</exception>
    public static SeedanceJob Read(string key, byte[] content)
    {
        using var json = JsonDocument.Parse(content);
        var entry = json.RootElement;
        if (entry.GetStringOrNull("status") is not { } status || !JobStatus.IsKnown(status) || entry.GetTimeOrNull("submittedAt") is not { } submittedAt)
        {
            throw new JsonException(Messages.NotAJournalEntry);
        }

        return ReadDetails(key, entry) with
        {
            Status = status,
            Id = entry.GetStringOrNull("id"),
            JobName = entry.GetStringOrNull("jobName"),
            SubmittedAt = submittedAt,
            Account = entry.GetStringOrNull("account"),
            Owner = entry.GetStringOrNull("owner"),
            Reserved = entry.GetDecimalOrNull("reserved"),
            Destination = entry.GetStringOrNull("destination"),
            Index = entry.GetInt32OrNull("index") ?? 0,
            Take = entry.GetInt32OrNull("take"),
            PlannedPath = entry.GetStringOrNull("plannedPath"),
            Path = entry.GetStringOrNull("path"),
            Failure = entry.GetStringOrNull("failure"),
            Recovered = entry.GetBooleanOrNull("recovered") ?? false,
            Took = entry.GetDecimalOrNull("seconds") is >= 0 and <= int.MaxValue and var seconds ? (double)seconds : null,
        };
    }

    /// <summary>Reads what journal and sidecar have in common.</summary>
    /// <exception cref="JsonException">The request is not valid text.</exception>
    public static SeedanceJob ReadDetails(string key, JsonElement entry)
    {
        var cost = entry.GetDecimalOrNull("cost");
        var isInCredits = GenerationCost.Is(entry.GetStringOrNull("costUnit"), GenerationCost.Credits);
        return new SeedanceJob
        {
            Key = key,
            Account = entry.GetBooleanOrNull("isSimulated") == true ? SeedanceJob.SandboxAccount : null,
            Model = entry.GetStringOrNull("model") ?? entry.GetPropertyOrNull("request")?.GetStringOrNull("model"),
            Prompt = entry.GetStringOrNull("prompt"),
            Seed = entry.GetInt64OrNull("seed"),
            IsSeedDrawn = entry.GetBooleanOrNull("seedDrawn") ?? false,
            Duration = entry.GetInt32OrNull("duration"),
            Width = entry.GetInt32OrNull("width"),
            Height = entry.GetInt32OrNull("height"),
            Public = entry.GetBooleanOrNull("public"),
            Cost = isInCredits ? null : cost,
            Credits = isInCredits ? cost : entry.GetDecimalOrNull("credits"),
            SourcePath = entry.GetStringOrNull("sourcePath"),
            References = ReadReferences(entry),
            Sha256 = entry.GetStringOrNull("sha256"),
            Media = [.. entry.GetPropertyOrNull("media").EnumerateOrEmpty().Select(media => new JobMedia(media.GetStringOrNull("id"), media.GetStringOrNull("file") ?? string.Empty, media.GetStringOrNull("sha256")))],
            Request = ReadRequest(entry),
        };
    }

    private static IReadOnlyList<JobReference> ReadReferences(JsonElement entry) =>
        entry.GetPropertyOrNull("references") is { ValueKind: JsonValueKind.Object } references
            ? [.. references.EnumerateObject().Select(reference => new JobReference(reference.Name, reference.Value.GetStringOrNull() ?? string.Empty))]
            : [];

    private static string? ReadRequest(JsonElement entry)
    {
        try
        {
            return entry.GetPropertyOrNull("request")?.GetRawText();
        }
        catch (InvalidOperationException failure)
        {
            // The parser accepts bytes in a string that are not UTF-8.
            throw new JsonException(Messages.NotAJournalEntry, failure);
        }
    }

    private static void WriteStringIfSet(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteNumberIfSet(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }
}
