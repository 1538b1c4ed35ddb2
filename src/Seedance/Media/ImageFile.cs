namespace Seedance;

/// <summary>A local picture, told by its first bytes and not by its name.</summary>
internal static class ImageFile
{
    /// <summary>The endings by which a picture is told from a prompt in the pipe.</summary>
    public static readonly IReadOnlyList<string> Extensions = [".png", ".jpg", ".jpeg", ".webp"];

    private static ReadOnlySpan<byte> PngStart => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> JpegStart => [0xFF, 0xD8, 0xFF];

    /// <exception cref="MissingFileException">There is no such file.</exception>
    /// <exception cref="InvalidMediaException">The file can't be read, or is no PNG, JPEG or WebP picture.</exception>
    public static SeedanceMedia Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new MissingFileException(path);
        }

        try
        {
            using var file = File.OpenRead(path);
            _ = ReadExtension(file) ?? throw new InvalidMediaException(path, Strings.NotAPicture(path));
            return new SeedanceMedia { Path = path, Length = file.Length };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InvalidMediaException(path, Strings.UnreadableFile(path, failure), failure);
        }
    }

    /// <summary>The extension that the content calls for (png, jpg, webp), or null; the stream is left at its start.</summary>
    public static string? ReadExtension(Stream file)
    {
        var start = new byte[12];
        var length = 0;
        while (length < start.Length && file.Read(start, length, start.Length - length) is > 0 and var read)
        {
            length += read;
        }

        file.Position = 0;
        var head = new ReadOnlySpan<byte>(start, 0, length);
        return head.StartsWith(PngStart) ? "png"
            : head.StartsWith(JpegStart) ? "jpg"
            : head.Length == 12 && head.StartsWith("RIFF"u8) && head.Slice(8).SequenceEqual("WEBP"u8) ? "webp"
            : null;
    }
}
