using System.Collections;
using System.Management.Automation;
using Seedance.Media;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Inputs;

/// <summary>Reads what a user can give as media: paths, files, ids, media objects, https addresses, bytes, earlier generations, or several of them.</summary>
internal static class MediaArgument
{
    /// <param name="cmdlet">The cmdlet, to whose location paths are relative.</param>
    /// <param name="argument">What the user gave.</param>
    /// <param name="kind">The kind that is needed: an id, an address or an earlier generation does not show it.</param>
    /// <exception cref="SeedanceException">It is none of these.</exception>
    public static IReadOnlyList<SeedanceMedia> Read(PSCmdlet cmdlet, object argument, SeedanceMediaKind kind) => Unwrap(argument) switch
    {
        SeedanceMedia media => [media],
        SeedanceImageReference reference => [reference.Image],
        FileInfo file => [MediaFile.Open(file.FullName)],
        SeedanceGeneration generation => [FromGeneration(generation, kind)],
        Uri address => [new SeedanceMedia { Kind = kind, Url = address }],
        byte[] bytes => [new SeedanceMedia { Kind = kind, Base64 = Convert.ToBase64String(bytes), Length = bytes.Length }],
        string text => ReadText(cmdlet, text.Trim(), kind),
        IEnumerable several => [.. several.Cast<object>().SelectMany(one => Read(cmdlet, one, kind))],
        var other => throw new UnsupportedInputException(ModuleMessages.NotMedia(other)),
    };

    /// <summary>One media; null for an empty column.</summary>
    public static SeedanceMedia? ReadOne(PSCmdlet cmdlet, object argument, SeedanceMediaKind kind) => Read(cmdlet, argument, kind) switch
    {
        [] => null,
        [var only] => only,
        _ => throw new UnsupportedInputException(ModuleMessages.SeveralFiles(argument)),
    };

    public static object Unwrap(object argument) => argument is PSObject wrapped ? wrapped.BaseObject : argument;

    /// <summary>A generation as media: its video by the video's id, its poster by the address.</summary>
    public static SeedanceMedia FromGeneration(SeedanceGeneration generation, SeedanceMediaKind kind) => kind switch
    {
        SeedanceMediaKind.Video when generation.VideoId is { } id => new() { Kind = kind, Id = id, Type = SeedanceMediaType.Generated },
        SeedanceMediaKind.Image when generation.PosterUrl is { } poster => new() { Kind = kind, Url = poster },
        SeedanceMediaKind.Audio => throw new UnsupportedInputException(ModuleMessages.GenerationIsNotAudio),
        _ => throw new VideoNotReadyException(generation),
    };

    private static IReadOnlyList<SeedanceMedia> ReadText(PSCmdlet cmdlet, string text, SeedanceMediaKind kind) =>
        text.Length == 0 ? []
        : text.Contains(';') ? [.. text.Split(';').SelectMany(part => ReadText(cmdlet, part.Trim(), kind))]
        : Guid.TryParse(text, out var id) ? [new SeedanceMedia { Kind = kind, Id = id.ToString() }]
        : text.Contains("://") && Uri.TryCreate(text, UriKind.Absolute, out var address) ? [new SeedanceMedia { Kind = kind, Url = address }]
        : [.. LocalFiles.Resolve(cmdlet, text).Select(MediaFile.Open)];
}
