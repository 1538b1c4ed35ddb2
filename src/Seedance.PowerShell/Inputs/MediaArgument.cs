using System.Collections;
using System.Management.Automation;
using Seedance.Media;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Inputs;

/// <summary>Reads what a user can give as media: paths, files, ids, media objects, https addresses, bytes, earlier generations, or several of them.</summary>
internal static class MediaArgument
{
    /// <param name="cmdlet">The cmdlet, to whose location paths are relative.</param>
    /// <param name="parameter">The parameter, or column, for which it was given.</param>
    /// <param name="argument">What the user gave.</param>
    /// <param name="kind">The kind that is needed: an id, an address or an earlier generation does not show it.</param>
    /// <exception cref="SeedanceException">It is none of these.</exception>
    public static IReadOnlyList<SeedanceMedia> Read(PSCmdlet cmdlet, string parameter, object argument, SeedanceMediaKind kind) =>
        [.. Flatten(parameter, argument).SelectMany(one => ReadOne(cmdlet, parameter, one, kind))];

    /// <summary>The one image of a frame.</summary>
    public static SeedanceMedia ReadFrame(PSCmdlet cmdlet, string parameter, object argument) => Read(cmdlet, parameter, argument, SeedanceMediaKind.Image) switch
    {
        [var only] => only,
        var several => throw new UnsupportedInputException(ModuleMessages.SeveralFiles(parameter, Value.Describe(argument), several.Count)),
    };

    /// <summary>Images that guide the video. One that has a strength and an order keeps them.</summary>
    public static IReadOnlyList<SeedanceImageReference> ReadImageReferences(PSCmdlet cmdlet, string parameter, object argument) =>
        [.. Flatten(parameter, argument).SelectMany(one => Value.Unwrap(one) is SeedanceImageReference reference
            ? [reference]
            : ReadOne(cmdlet, parameter, one, SeedanceMediaKind.Image).Select(image => new SeedanceImageReference { Image = image }))];

    /// <summary>A generation as media: its video by the video's id, its poster by the address.</summary>
    public static SeedanceMedia FromGeneration(SeedanceGeneration generation, SeedanceMediaKind kind) => kind switch
    {
        SeedanceMediaKind.Video when generation.VideoId is { } id => new() { MediaKind = kind, Id = id, MediaType = SeedanceMediaType.Generated },
        SeedanceMediaKind.Image when generation.PosterUrl is { } poster => new() { MediaKind = kind, Url = poster },
        SeedanceMediaKind.Audio => throw new UnsupportedInputException(ModuleMessages.GenerationIsNotAudio),
        _ => throw new VideoNotReadyException(generation),
    };

    private static IEnumerable<object> Flatten(string parameter, object? argument) => Value.IsEmpty(argument) ? throw new UnsupportedInputException(ModuleMessages.EmptyMedia(parameter))
        : Value.Unwrap(argument) is IEnumerable several and not (string or byte[] or IDictionary) ? several.Cast<object?>().SelectMany(one => Flatten(parameter, one))
        : [argument!];

    private static IReadOnlyList<SeedanceMedia> ReadOne(PSCmdlet cmdlet, string parameter, object argument, SeedanceMediaKind kind) => Value.Unwrap(argument) switch
    {
        SeedanceMedia media => [media],
        SeedanceImageReference { Strength: null, Order: null } reference => [reference.Image],
        FileInfo file => [MediaFile.Open(file.FullName)],
        DirectoryInfo folder => [MediaFile.Open(folder.FullName)],
        SeedanceGeneration generation => [FromGeneration(generation, kind)],
        Uri { IsAbsoluteUri: true } address => [new SeedanceMedia { MediaKind = kind, Url = address }],
        byte[] bytes => [MediaFile.FromBytes(bytes)],
        string text => ReadText(cmdlet, text.Trim(), kind),
        _ => throw new UnsupportedInputException(ModuleMessages.NotMedia(parameter, Value.TypeName(argument))),
    };

    private static IReadOnlyList<SeedanceMedia> ReadText(PSCmdlet cmdlet, string text, SeedanceMediaKind kind) =>
        text.Length == 0 ? []
        : Guid.TryParse(text, out var id) ? [new SeedanceMedia { MediaKind = kind, Id = id.ToString() }]
        : text.Contains("://") && !text.Contains(';') && Uri.TryCreate(text, UriKind.Absolute, out var address) ? [new SeedanceMedia { MediaKind = kind, Url = address }]
        : text.Contains(';') && LocalFiles.FindLiteral(cmdlet, text) is null ? [.. text.Split(';').SelectMany(part => ReadText(cmdlet, part.Trim(), kind))]
        : [.. LocalFiles.Resolve(cmdlet, text).Select(MediaFile.Open)];
}
