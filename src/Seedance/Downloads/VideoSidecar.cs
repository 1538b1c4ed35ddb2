using System.Globalization;
using System.Text.Json;

namespace Seedance.Downloads;

/// <summary>The details of a video as JSON beside it: prompt, seed, cost, names and hashes of the references. No failure of it affects the video.</summary>
internal static class VideoSidecar
{
    /// <summary>The sidecar's path: the video's path followed by .json.</summary>
    public static string PathOf(string video) => video + ".json";

    /// <summary>Whether a file of the sidecar's name exists that is not a sidecar.</summary>
    public static bool IsNameTaken(string video)
    {
        var path = PathOf(video);
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            using var json = JsonDocument.Parse(AtomicFile.Read(path));
            return !IsSidecar(json.RootElement);
        }
        catch (JsonException)
        {
            return true;
        }
    }

    /// <summary>Reads a sidecar as the job that it describes. The job's Path is the name of the video, without a folder.</summary>
    /// <returns>Null when it is not a sidecar.</returns>
    public static SeedanceJob? Read(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var sidecar = json.RootElement;
            return !IsSidecar(sidecar) ? null : JobEntryJson.ReadDetails(sidecar.GetStringOrNull("id")!, sidecar) with
            {
                Id = sidecar.GetStringOrNull("id"),
                Status = JobStatus.Saved,
                JobName = sidecar.GetStringOrNull("jobName"),
                SubmittedAt = sidecar.GetTimeOrNull("createdAt") ?? default,
                Path = sidecar.GetStringOrNull("video"),
            };
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escaped half of a surrogate pair in a name.
            return null;
        }
    }

    /// <summary>Writes the sidecar.</summary>
    /// <exception cref="IOException">It can't be written. UnauthorizedAccessException and other exceptions of paths mean the same.</exception>
    public static void Write(string video, SeedanceGeneration generation, SeedanceJob? job, string sha256)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = RequestWriter.Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("id", generation.Id);
            json.WriteString("video", Path.GetFileName(video));
            json.WriteString("createdAt", generation.CreatedAt?.ToString("O", CultureInfo.InvariantCulture));
            if (job?.JobName is { } jobName)
            {
                json.WriteString("jobName", jobName);
            }

            JobEntryJson.WriteDetails(json, WithoutFolders(job ?? DescribeUnrecorded(generation)) with { Sha256 = sha256 });
            json.WriteEndObject();
        }

        if (job?.Sha256 is not null)
        {
            // An earlier run has come this far and may have crashed here.
            AtomicFile.DeleteTempFiles(PathOf(video));
        }

        AtomicFile.Write(PathOf(video), buffer.ToArray());
    }

    private static bool IsSidecar(JsonElement json) => json.GetStringOrNull("id") is not null && json.GetStringOrNull("video") is not null;

    /// <summary>The local files by their names only: a sidecar may be passed on with its video, and the user's folders are nobody else's business.</summary>
    private static SeedanceJob WithoutFolders(SeedanceJob job)
    {
        var files = job.Media.Select(media => media.File).ToList();
        return job with
        {
            SourcePath = job.SourcePath is { } source ? NameOf(source) : null,
            Media = [.. job.Media.Select(media => media with { File = NameOf(media.File) })],
            References = [.. job.References.Select(reference => files.Contains(reference.Source) ? reference with { Source = NameOf(reference.Source) } : reference)],
        };
    }

    // A machine with other separators may have submitted the job.
    private static string NameOf(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);

    /// <summary>The details of a generation that was not submitted from here.</summary>
    private static SeedanceJob DescribeUnrecorded(SeedanceGeneration generation) => new()
    {
        Key = generation.Id,
        Prompt = generation.Prompt,
        Seed = generation.Seed,
        Duration = generation.Duration,
        Width = generation.Width,
        Height = generation.Height,
        Public = generation.Public,
        Model = generation.Model,
        Cost = generation.Cost,
        Credits = generation.Credits,
        Account = generation.IsSimulated ? SeedanceJob.SandboxAccount : null,
        SourcePath = generation.SourcePath,
    };
}
