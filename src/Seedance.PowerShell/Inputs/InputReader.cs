using System.Collections;
using System.Management.Automation;
using Seedance.Media;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Inputs;

/// <summary>Reads inputs. Their kinds are a closed list: a file or its path, a prompt, a draft, media, an earlier generation, a job of the journal, a row.</summary>
internal static class InputReader
{
    /// <summary>The inputs that an object represents: a wildcard is several files, and a caption file is none.</summary>
    /// <param name="cmdlet">The cmdlet, to whose location paths are relative.</param>
    /// <param name="input">The object.</param>
    /// <exception cref="MissingFileException">It is the path of a file that does not exist.</exception>
    public static VideoInput[] Expand(PSCmdlet cmdlet, object? input) => Value.Unwrap(input) switch
    {
        FileInfo file => CaptionFile.Is(file.FullName) ? [] : [new(input, file.FullName)],
        string text when !string.IsNullOrWhiteSpace(text) && LocalFiles.FindPath(cmdlet, text) is { } files =>
            WildcardPattern.ContainsWildcardCharacters(text) ? FromFiles(files) : CaptionFile.Is(files[0]) ? [] : [new(input, files[0])],
        _ => [new(input)],
    };

    /// <summary>How messages call an input whose text does not show which one it is; null for any other.</summary>
    public static string? LabelOf(object? input, int number) =>
        Value.Unwrap(input) is PSCustomObject or IDictionary ? ModuleMessages.Row(number) : Value.IsEmpty(input) ? ModuleMessages.Input(number) : null;

    /// <summary>The inputs of files. Caption files are passed over.</summary>
    public static VideoInput[] FromFiles(IReadOnlyList<string> files) =>
        [.. files.Where(file => !CaptionFile.Is(file)).Select(file => new VideoInput(new FileInfo(file), file))];

    /// <summary>Whether an input is a row.</summary>
    public static bool IsRow(VideoInput input) => Value.Unwrap(input.Source) is PSCustomObject or IDictionary && input.File is null;

    /// <summary>Whether an input is a prompt.</summary>
    public static bool IsPrompt(VideoInput input) => Value.Unwrap(input.Source) is string && input.File is null;

    /// <summary>The draft of an input that is not a row.</summary>
    /// <exception cref="SeedanceException">It is not an input, or its file can't be used.</exception>
    public static SeedanceRequest ReadDraft(VideoInput input) => input.File is { } path ? FromMedia(MediaFile.Open(path)) : Value.Unwrap(input.Source) switch
    {
        SeedanceRequest draft => draft,
        SeedanceMedia media => FromMedia(media),
        SeedanceGeneration generation => FromMedia(MediaArgument.FromGeneration(generation, SeedanceMediaKind.Video)),
        SeedanceJob job => JobRequest.Read(job),
        DirectoryInfo folder => FromMedia(MediaFile.Open(folder.FullName)),
        string text => string.IsNullOrWhiteSpace(text) ? throw new UnsupportedInputException(ModuleMessages.EmptyInput) : new SeedanceRequest { Prompt = text },
        null => throw new UnsupportedInputException(ModuleMessages.NullInput, Recommendations.CheckVariable),
        _ => throw new UnsupportedInputException(ModuleMessages.NotAVideoInput(Value.TypeName(input.Source!))),
    };

    /// <summary>Refuses an object that was restored from XML or another process and is not a row: part of its values are gone.</summary>
    /// <exception cref="UnsupportedInputException">It is one.</exception>
    public static void RequireComplete(object row)
    {
        if (Value.RestoredType(row) is { } type && Value.Unwrap(row) is PSCustomObject && !((PSObject)row).TypeNames.Contains("Deserialized.System.Management.Automation.PSCustomObject"))
        {
            throw type.StartsWith("Deserialized.Seedance.", StringComparison.Ordinal)
                ? new UnsupportedInputException(ModuleMessages.Restored(type), Recommendations.KeepAsJson)
                : new UnsupportedInputException(ModuleMessages.Restored(type));
        }
    }

    /// <summary>The draft of media: an image is the start frame, a video is the video reference.</summary>
    private static SeedanceRequest FromMedia(SeedanceMedia media) => media.MediaKind switch
    {
        SeedanceMediaKind.Image => new() { StartFrame = media },
        SeedanceMediaKind.Video => new() { VideoReferences = [media] },
        _ => throw new UnsupportedInputException(ModuleMessages.AudioAlone(media)),
    };
}
