using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Seedance;

/// <summary>Makes a file's path from a destination and a generation. No value can lead out of the destination, on any system.</summary>
internal sealed class FileNameTemplate
{
    /// <summary>The name of a video when only a folder is given.</summary>
    public const string DefaultName = "{sourceName}-{id}.mp4";

    private const int LongestValue = 80;

    // Windows' list, everywhere: a name made on Linux must be good on a shared folder. [ and ] are PowerShell's wildcards.
    private static readonly Regex _unsafe = new("""[\x00-\x1F\x7F<>:"/\\|?*\[\]]+""", RegexOptions.CultureInvariant);

    private static readonly Regex _reserved = new("^(CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9])$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private readonly string _template;

    /// <param name="destination">A full path: a file name template that ends in .mp4, or else a folder.</param>
    public FileNameTemplate(string destination) =>
        _template = destination.EndsWith(".mp4", StringComparison.OrdinalIgnoreCase) && !Directory.Exists(destination)
            ? destination
            : Path.Combine(destination, DefaultName);

    /// <summary>Whether the name holds the generation's id, and so can't be known, nor be taken, before the job is.</summary>
    public bool NamesId => _template.IndexOf("{id}", StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>Whether the name holds the seed.</summary>
    public bool NamesSeed => _template.IndexOf("{seed}", StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>The full path for one generation.</summary>
    /// <param name="generation">The generation to name.</param>
    /// <param name="index">Its place in the pipe, from 1.</param>
    public string Resolve(SeedanceGeneration generation, int index)
    {
        string? Value(string token) => token switch
        {
            "id" => generation.Id,
            "prompt" => generation.Prompt ?? "video",
            "seed" => generation.Seed?.ToString(CultureInfo.InvariantCulture) ?? "random",
            "date" => (generation.CreatedAt ?? DateTimeOffset.UtcNow).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            "index" => index.ToString("D4", CultureInfo.InvariantCulture),
            "sourcename" => generation.SourcePath is { } source ? Path.GetFileNameWithoutExtension(source) : generation.Prompt ?? "video",
            _ => null,
        };

        return Regex.Replace(
            _template,
            @"\{(\w+)\}",
            match => Value(match.Groups[1].Value.ToLowerInvariant()) is { } value ? Clean(value) : match.Value,
            RegexOptions.CultureInvariant);
    }

    private static string Clean(string value)
    {
        var name = _unsafe.Replace(value, "_").Trim(' ', '.');
        name = Shorten(name).Trim(' ', '.');
        return name.Length == 0 ? "_" : _reserved.IsMatch(name) ? "_" + name : name;
    }

    // Cut between characters as a person counts them, so that no pair of surrogates is split.
    private static string Shorten(string name)
    {
        if (name.Length <= LongestValue)
        {
            return name;
        }

        var kept = new StringBuilder();
        for (var characters = StringInfo.GetTextElementEnumerator(name); characters.MoveNext();)
        {
            var next = characters.GetTextElement();
            if (kept.Length + next.Length > LongestValue)
            {
                break;
            }

            kept.Append(next);
        }

        return kept.ToString();
    }
}
