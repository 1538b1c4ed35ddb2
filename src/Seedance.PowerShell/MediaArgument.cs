using System.Collections;
using System.Management.Automation;

namespace Seedance.PowerShell;

/// <summary>Reads what a user may give as media: paths, files, ids, media objects, https addresses, bytes, earlier generations, or several of them.</summary>
internal static class MediaArgument
{
    /// <param name="cmdlet">Whose location paths are relative to.</param>
    /// <param name="argument">What the user gave.</param>
    /// <param name="kind">What it is wanted for: an id, an address or an earlier generation does not tell by itself.</param>
    /// <exception cref="SeedanceException">It is none of them.</exception>
    public static IReadOnlyList<SeedanceMedia> Read(PSCmdlet cmdlet, object argument, SeedanceMediaKind kind) => Unwrap(argument) switch
    {
        SeedanceMedia media => [media],
        SeedanceImageReference reference => [reference.Image],
        FileInfo file => [MediaFile.Open(file.FullName)],
        SeedanceGeneration generation => [OfGeneration(generation, kind)],
        Uri address => [new SeedanceMedia { Kind = kind, Url = address }],
        byte[] bytes => [new SeedanceMedia { Kind = kind, Base64 = Convert.ToBase64String(bytes), Length = bytes.Length }],
        string text => ReadText(cmdlet, text.Trim(), kind),
        IEnumerable several => [.. several.Cast<object>().SelectMany(one => Read(cmdlet, one, kind))],
        var other => throw new UnsupportedInputException(Strings.NotMedia(other)),
    };

    /// <summary>The same for what takes one media alone; null for an empty column.</summary>
    public static SeedanceMedia? ReadOne(PSCmdlet cmdlet, object argument, SeedanceMediaKind kind) => Read(cmdlet, argument, kind) switch
    {
        [] => null,
        [var only] => only,
        _ => throw new UnsupportedInputException(Strings.ManyFiles(argument)),
    };

    public static object Unwrap(object argument) => argument is PSObject wrapped ? wrapped.BaseObject : argument;

    /// <summary>A clip is extended by its video's id; its poster has an address alone.</summary>
    public static SeedanceMedia OfGeneration(SeedanceGeneration generation, SeedanceMediaKind kind) => kind switch
    {
        SeedanceMediaKind.Video when generation.VideoId is { } id => new() { Kind = kind, Id = id, Type = SeedanceMediaType.Generated },
        SeedanceMediaKind.Image when generation.PosterUrl is { } poster => new() { Kind = kind, Url = poster },
        SeedanceMediaKind.Audio => throw new UnsupportedInputException(Strings.NoSoundOfGeneration),
        _ => throw new VideoNotReadyException(generation),
    };

    private static IReadOnlyList<SeedanceMedia> ReadText(PSCmdlet cmdlet, string text, SeedanceMediaKind kind) =>
        text.Length == 0 ? []
        : text.Contains(';') ? [.. text.Split(';').SelectMany(part => ReadText(cmdlet, part.Trim(), kind))]
        : Guid.TryParse(text, out var id) ? [new SeedanceMedia { Kind = kind, Id = id.ToString() }]
        : text.Contains("://") && Uri.TryCreate(text, UriKind.Absolute, out var address) ? [new SeedanceMedia { Kind = kind, Url = address }]
        : [.. LocalFiles.Resolve(cmdlet, text).Select(MediaFile.Open)];
}
