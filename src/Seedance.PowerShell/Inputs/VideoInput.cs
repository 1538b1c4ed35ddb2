using System.Management.Automation;
using Seedance.Errors;
using Seedance.Media;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Inputs;

/// <summary>Reads one input of New-SeedanceVideo as a draft: a file, a prompt, a draft, media, an earlier generation or a row.</summary>
internal static class VideoInput
{
    /// <param name="cmdlet">The cmdlet, to whose location paths are relative.</param>
    /// <param name="input">The input.</param>
    /// <param name="hasPrompt">Whether the prompt is given separately: then any input is accepted, such as a number from which a script block makes a prompt.</param>
    /// <exception cref="SeedanceException">It is not an input, or its file can't be used.</exception>
    public static SeedanceRequest Read(PSCmdlet cmdlet, object input, bool hasPrompt) => MediaArgument.Unwrap(input) switch
    {
        SeedanceRequest draft => draft,
        SeedanceMedia media => FromMedia(media),
        SeedanceGeneration generation => FromMedia(MediaArgument.FromGeneration(generation, SeedanceMediaKind.Video)),
        FileInfo file => FromFile(file.FullName),
        string path when IsMediaName(path) => FromFile(LocalFiles.Resolve(cmdlet, path) is [var only] ? only : throw new UnsupportedInputException(ModuleMessages.SeveralFiles(path))),
        string prompt => new SeedanceRequest { Prompt = prompt },

        // A row's columns are bound by the names of the parameters.
        PSCustomObject => new SeedanceRequest(),
        _ when hasPrompt => new SeedanceRequest(),
        var other => throw new UnsupportedInputException(ModuleMessages.NotAVideoInput(other)),
    };

    /// <summary>The draft of a file: an image is the start frame, a video is the video reference.</summary>
    public static SeedanceRequest FromFile(string path) => FromMedia(MediaFile.Open(path));

    /// <summary>The prompt of a draft that has an image and no prompt: the caption file beside it (fox.txt for fox.png), else the neutral default; null when there is no image.</summary>
    public static string? CaptionOf(SeedanceRequest draft)
    {
        if (draft.AllMedia.All(media => media.Kind != SeedanceMediaKind.Image))
        {
            return null;
        }

        var caption = draft.SourcePath is { } image ? Path.ChangeExtension(image, ".txt") : null;
        if (caption is null || !File.Exists(caption))
        {
            return ModuleMessages.NeutralPrompt;
        }

        try
        {
            return File.ReadAllText(caption).Trim() is { Length: > 0 } text ? text : ModuleMessages.NeutralPrompt;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InvalidMediaException(caption, Messages.UnreadableFile(caption, failure), failure);
        }
    }

    private static SeedanceRequest FromMedia(SeedanceMedia media) => media.Kind switch
    {
        SeedanceMediaKind.Image => new() { StartFrame = media },
        SeedanceMediaKind.Video => new() { VideoReferences = [media] },
        _ => throw new UnsupportedInputException(ModuleMessages.AudioAlone(media)),
    };

    private static bool IsMediaName(string text) =>
        MediaFile.Extensions.Any(extension => text.EndsWith(extension, StringComparison.OrdinalIgnoreCase));
}
