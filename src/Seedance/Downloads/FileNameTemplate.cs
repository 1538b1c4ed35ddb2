using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Seedance.Downloads;

/// <summary>Makes a file's path from a destination and a generation. No value can lead out of the destination, on any system.</summary>
internal sealed class FileNameTemplate
{
    /// <summary>The name of a video when only a folder is given.</summary>
    public const string DefaultName = "{sourceName}-{id}.mp4";

    private const string Extension = ".mp4";
    private const int MaxValueLength = 80;

    /// <summary>UTF-8 bytes of one name, which is what Linux and macOS limit, without what partial files, sidecars and their temporary files append.</summary>
    public const int MaxNameBytes = 255 - 22;

    // The list of Windows, everywhere: a name made on Linux must be valid on a shared folder. [ and ] are wildcards in PowerShell.
    private static readonly Regex _invalid = new("""[\x00-\x1F\x7F<>:"/\\|?*\[\]]+""", RegexOptions.CultureInvariant);

    private static readonly Regex _reserved = new("^(?:CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9])(?:\\.|$)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex _placeholder = new(@"\{(?<name>\w+)\}", RegexOptions.CultureInvariant);

    private static readonly Regex _segment = new(Path.DirectorySeparatorChar == '\\' ? @"[^/\\]+" : "[^/]+", RegexOptions.CultureInvariant);

    /// <summary>Extensions of files that are not MP4: a destination with one of them is a mistake and not a folder.</summary>
    private static readonly HashSet<string> _otherExtensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".avi", ".mov", ".mkv", ".webm", ".wmv", ".flv", ".m4v", ".mpg", ".mpeg", ".3gp", ".ts", ".gif", ".png", ".jpg", ".jpeg", ".webp", ".bmp",
        ".mp3", ".wav", ".m4a", ".aac", ".ogg", ".flac", ".txt", ".json", ".csv", ".zip", ".html",
    };

    private readonly string _folder;
    private readonly string _pattern;

    /// <param name="destination">A full path: an existing folder, a file name template that ends in .mp4, or else a new folder.</param>
    public FileNameTemplate(string destination)
    {
        Destination = destination;

        // A folder that exists is what its name says, braces included.
        (_folder, _pattern) = Directory.Exists(destination) ? (destination, DefaultName)
            : destination.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) ? (string.Empty, destination)
            : (string.Empty, Path.Combine(destination, DefaultName));
    }

    /// <summary>The placeholders, without their braces.</summary>
    public static IReadOnlyList<string> Placeholders { get; } = ["sourceName", "id", "prompt", "seed", "date", "index", "take"];

    /// <summary>The destination as it was given.</summary>
    public string Destination { get; }

    /// <summary>Placeholders of the destination that do not exist.</summary>
    public IReadOnlyList<string> UnknownPlaceholders =>
        [.. _placeholder.Matches(_pattern).Cast<Match>().Select(match => match.Groups[1].Value).Where(name => !Placeholders.Contains(name, StringComparer.OrdinalIgnoreCase))];

    /// <summary>Whether the destination has the extension of a file that is not MP4.</summary>
    public bool HasOtherExtension => _folder.Length == 0 && !ReferenceEquals(_pattern, Destination) && _otherExtensions.Contains(Path.GetExtension(Destination));

    /// <summary>Whether the name contains the generation's id, so that it is not known, and not taken, before the job exists.</summary>
    public bool ContainsId => _pattern.IndexOf("{id}", StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>Whether the name contains the position in the pipeline.</summary>
    public bool ContainsIndex => _pattern.IndexOf("{index}", StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>Whether the name contains the seed.</summary>
    public bool ContainsSeed => _pattern.IndexOf("{seed}", StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>The full path for one generation.</summary>
    /// <param name="generation">The generation.</param>
    /// <param name="index">Its position in the pipeline, from 1.</param>
    /// <exception cref="PathTooLongException">The text of the template alone is longer than a name can be.</exception>
    public string Resolve(SeedanceGeneration generation, int index) =>
        Path.Combine(_folder, _segment.Replace(_pattern, segment => ResolveSegment(segment.Value, generation, index)));

    private static string ResolveSegment(string segment, SeedanceGeneration generation, int index)
    {
        var longValues = 0;
        var fixedPart = _placeholder.Replace(segment, match => IsLong(match) ? Count() : Expand(match, int.MaxValue));
        var bytesForEach = longValues == 0 ? 0 : (MaxNameBytes - Encoding.UTF8.GetByteCount(fixedPart)) / longValues;
        return Encoding.UTF8.GetByteCount(fixedPart) > MaxNameBytes || (longValues > 0 && bytesForEach < 1)
            ? throw new PathTooLongException(segment)
            : _placeholder.Replace(segment, match => Expand(match, bytesForEach));

        bool IsLong(Match match) => match.Groups[1].Value.ToLowerInvariant() is "prompt" or "sourcename";

        string Count()
        {
            longValues++;
            return string.Empty;
        }

        string Expand(Match match, int maxBytes) =>
            ValueOf(match.Groups[1].Value.ToLowerInvariant(), generation, index) is { } value ? Clean(value, IsLong(match) ? maxBytes : int.MaxValue) : match.Value;
    }

    private static string? ValueOf(string placeholder, SeedanceGeneration generation, int index) => placeholder switch
    {
        "id" => generation.Id,
        "prompt" => generation.Prompt ?? "video",
        "seed" => generation.Seed?.ToString(CultureInfo.InvariantCulture) ?? "random",
        "date" => (generation.CreatedAt ?? DateTimeOffset.UtcNow).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        "take" => (generation.Take ?? 1).ToString(CultureInfo.InvariantCulture),
        "index" => index.ToString("D4", CultureInfo.InvariantCulture),
        "sourcename" => generation.SourcePath is { } source ? Path.GetFileNameWithoutExtension(source) : generation.Prompt ?? "video",
        _ => null,
    };

    private static string Clean(string value, int maxBytes)
    {
        var name = _invalid.Replace(value, "_").Trim(' ', '.');
        name = Shorten(name, maxBytes).Trim(' ', '.');
        return name.Length == 0 ? "_" : _reserved.IsMatch(name) ? "_" + name : name;
    }

    // Cut between characters as a person counts them, so that no surrogate pair is split.
    private static string Shorten(string name, int maxBytes)
    {
        var kept = new StringBuilder();
        var bytes = 0;
        for (var characters = StringInfo.GetTextElementEnumerator(name); characters.MoveNext();)
        {
            var next = characters.GetTextElement();
            bytes += Encoding.UTF8.GetByteCount(next);
            if (kept.Length + next.Length > MaxValueLength || bytes > maxBytes)
            {
                break;
            }

            kept.Append(next);
        }

        return kept.ToString();
    }
}
