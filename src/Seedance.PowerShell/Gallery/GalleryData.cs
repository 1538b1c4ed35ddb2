using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Seedance.Requests;

namespace Seedance.PowerShell.Gallery;

/// <summary>Writes the entries as the JSON that gallery.js reads. It names no folder of this machine above the page's own.</summary>
internal static class GalleryData
{
    /// <summary>The JSON, in which everything that HTML or a script could take for its own is escaped.</summary>
    public static string Write(IReadOnlyList<GalleryEntry> entries, string folder, bool embeds)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.Default }))
        {
            json.WriteStartArray();
            foreach (var entry in entries)
            {
                Write(json, entry, folder, embeds);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter json, GalleryEntry entry, string folder, bool embeds)
    {
        var job = entry.Details;
        json.WriteStartObject();
        WriteText(json, "name", entry.Video is null ? null : Path.GetFileName(entry.Video));
        WriteText(json, "status", entry.Status);
        WriteText(json, "failure", entry.Failure);
        if (entry.HasVideo && embeds)
        {
            json.WriteBoolean("embedded", true);
        }
        else if (entry.HasVideo)
        {
            WriteText(json, "video", GalleryLink.Address(folder, entry.Video!));
            WriteText(json, "poster", entry.Poster is { } poster ? GalleryLink.Address(folder, poster) : null);
        }

        WriteText(json, "id", job.Id);
        WriteText(json, "prompt", job.Prompt);
        WriteText(json, "model", job.Model);
        WriteText(json, "job", job.JobName);
        WriteText(json, "created", entry.CreatedAt?.ToString("O", CultureInfo.InvariantCulture));
        WriteNumber(json, "duration", job.Duration);
        WriteNumber(json, "width", job.Width);
        WriteNumber(json, "height", job.Height);
        WriteNumber(json, "seed", job.Seed);
        WriteNumber(json, "cost", job.Cost);
        WriteNumber(json, "credits", job.Credits);
        if (job.IsSimulated)
        {
            json.WriteBoolean("simulated", true);
        }

        WriteReferences(json, job);
        WriteText(json, "sidecar", entry.Sidecar is { } sidecar ? GalleryLink.RelativePath(folder, sidecar) : null);
        WriteText(json, "key", entry.JobKey);
        if (job.Model is { } model && VideoModels.Find(model) is null)
        {
            json.WriteBoolean("unknownModel", true);
        }

        json.WriteEndObject();
    }

    private static void WriteReferences(Utf8JsonWriter json, SeedanceJob job)
    {
        json.WriteStartArray("references");
        foreach (var reference in References(job))
        {
            json.WriteStringValue(reference);
        }

        json.WriteEndArray();
    }

    /// <summary>What the prompt calls each reference and which it is; for a job of an earlier version the files alone.</summary>
    private static IEnumerable<string> References(SeedanceJob job) => job.References.Count > 0
        ? job.References.Select(reference => $"{reference.Name}: {NameOf(reference.Source)}")
        : job.Media.Select(media => media.File).Append(job.SourcePath).OfType<string>().Where(file => file.Length > 0).Distinct(StringComparer.Ordinal).Select(NameOf);

    /// <summary>The name of a file without its folder, an address without its query, or an ID.</summary>
    private static string NameOf(string source) => Uri.TryCreate(source, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https")
        ? address.Host + address.AbsolutePath
        // A sidecar may come from Windows, where a path has other separators.
        : source.Substring(source.LastIndexOfAny(['/', '\\']) + 1);

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
