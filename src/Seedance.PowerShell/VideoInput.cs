using System.Management.Automation;

namespace Seedance.PowerShell;

/// <summary>Reads one input of New-SeedanceVideo as a draft: a picture, a prompt, a draft or a row.</summary>
internal static class VideoInput
{
    /// <exception cref="SeedanceException">Nothing can be made of it, or its picture can't be used.</exception>
    public static SeedanceRequest Read(PSCmdlet cmdlet, object input) => MediaArgument.Unwrap(input) switch
    {
        SeedanceRequest draft => draft,
        SeedanceMedia media => new SeedanceRequest { StartFrame = media },
        FileInfo file => FromFile(file.FullName),
        string path when IsImageName(path) => FromFile(LocalFiles.Resolve(cmdlet, path) is [var only] ? only : throw new UnsupportedInputException(Strings.ManyFiles(path))),
        string prompt => new SeedanceRequest { Prompt = prompt },

        // A row's columns come in by the names of the parameters.
        PSCustomObject => new SeedanceRequest(),
        var other => throw new UnsupportedInputException(Strings.NotAVideoInput(other)),
    };

    /// <summary>The draft of a picture on disk.</summary>
    public static SeedanceRequest FromFile(string path) => new() { StartFrame = ImageFile.Open(path) };

    /// <summary>The prompt of a draft that has a picture and no words: the caption file beside it (fox.txt for fox.png), else the neutral default.</summary>
    public static string CaptionOf(SeedanceRequest draft)
    {
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

    private static bool IsImageName(string text) =>
        ImageFile.Extensions.Any(extension => text.EndsWith(extension, StringComparison.OrdinalIgnoreCase));
}
