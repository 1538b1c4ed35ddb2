using System.Management.Automation;

namespace Seedance.PowerShell;

/// <summary>Reads one input of New-SeedanceVideo as a draft: a file, a prompt, a draft, media, an earlier generation or a row.</summary>
internal static class VideoInput
{
    /// <param name="cmdlet">Whose location paths are relative to.</param>
    /// <param name="input">The input.</param>
    /// <param name="hasPrompt">Whether the prompt is given apart: then any input will do, such as a number that a script block makes words of.</param>
    /// <exception cref="SeedanceException">Nothing can be made of it, or its file can't be used.</exception>
    public static SeedanceRequest Read(PSCmdlet cmdlet, object input, bool hasPrompt) => MediaArgument.Unwrap(input) switch
    {
        SeedanceRequest draft => draft,
        SeedanceMedia media => FromMedia(media),
        SeedanceGeneration generation => FromMedia(MediaArgument.OfGeneration(generation, SeedanceMediaKind.Video)),
        FileInfo file => FromFile(file.FullName),
        string path when IsMediaName(path) => FromFile(LocalFiles.Resolve(cmdlet, path) is [var only] ? only : throw new UnsupportedInputException(Strings.ManyFiles(path))),
        string prompt => new SeedanceRequest { Prompt = prompt },

        // A row's columns come in by the names of the parameters.
        PSCustomObject => new SeedanceRequest(),
        _ when hasPrompt => new SeedanceRequest(),
        var other => throw new UnsupportedInputException(Strings.NotAVideoInput(other)),
    };

    /// <summary>The draft of a file: a picture is the start frame, a clip the reference.</summary>
    public static SeedanceRequest FromFile(string path) => FromMedia(MediaFile.Open(path));

    /// <summary>The prompt of a draft that has a picture and no words: the caption file beside it (fox.txt for fox.png), else the neutral default; null where there is no picture.</summary>
    public static string? CaptionOf(SeedanceRequest draft)
    {
        if (draft.Guidances().All(guidance => guidance.Media.All(media => media.Kind != SeedanceMediaKind.Image)))
        {
            return null;
        }

        var caption = draft.SourcePath is { } picture ? Path.ChangeExtension(picture, ".txt") : null;
        if (caption is null || !File.Exists(caption))
        {
            return Strings.NeutralPrompt;
        }

        try
        {
            return File.ReadAllText(caption).Trim() is { Length: > 0 } text ? text : Strings.NeutralPrompt;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InvalidMediaException(caption, Strings.UnreadableFile(caption, failure), failure);
        }
    }

    private static SeedanceRequest FromMedia(SeedanceMedia media) => media.Kind switch
    {
        SeedanceMediaKind.Image => new() { StartFrame = media },
        SeedanceMediaKind.Video => new() { VideoReferences = [media] },
        _ => throw new UnsupportedInputException(Strings.SoundAlone(media)),
    };

    private static bool IsMediaName(string text) =>
        MediaFile.Extensions.Any(extension => text.EndsWith(extension, StringComparison.OrdinalIgnoreCase));
}
