using System.Text;
using Seedance.Errors;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Inputs;

/// <summary>The text file beside an image that has its prompt: fox.txt for fox.png.</summary>
internal static class CaptionFile
{
    private const string Extension = ".txt";

    /// <summary>Whether a file is the caption file of an image beside it.</summary>
    public static bool Is(string path) =>
        path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase)
        && MediaNames.Images.Any(extension => File.Exists(Path.ChangeExtension(path, extension)) || File.Exists(Path.ChangeExtension(path, extension.ToUpperInvariant())));

    /// <summary>The prompt of a draft that has an image and no prompt: the text of the caption file, else the neutral default; null when there is no image.</summary>
    /// <exception cref="InvalidMediaException">The caption file can't be read exactly.</exception>
    public static string? PromptFor(SeedanceRequest draft)
    {
        if (draft is { StartFrame: null, EndFrame: null, ImageReferences.Count: 0 })
        {
            return null;
        }

        var image = draft.AllMedia.FirstOrDefault(media => media is { MediaKind: SeedanceMediaKind.Image, Path: not null });
        var caption = Path.ChangeExtension(image?.Path, Extension);
        return caption is not null && File.Exists(caption) && Read(caption) is { Length: > 0 } text ? text : ModuleMessages.NeutralPrompt;
    }

    private static string Read(string path)
    {
        try
        {
            return Decode(File.ReadAllBytes(path)).Trim();
        }
        catch (DecoderFallbackException failure)
        {
            throw new InvalidMediaException(path, ModuleMessages.NotUnicode(path), failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InvalidMediaException(path, Messages.UnreadableFile(path, failure), failure);
        }
    }

    /// <summary>UTF-8, or UTF-16 with a byte order mark. Nothing is replaced.</summary>
    private static string Decode(byte[] content)
    {
        Encoding encoding = content switch
        {
            [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
            [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
            _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
        };
        var mark = encoding.GetPreamble();
        var start = content.AsSpan().StartsWith(mark) ? mark.Length : 0;
        var text = encoding.GetString(content, start, content.Length - start);
        return text.Contains('\0') ? throw new DecoderFallbackException() : text;
    }
}
