namespace Seedance.Media;

/// <summary>A local image, video or audio file, recognized by its content and never by its name.</summary>
internal static class MediaFile
{
    /// <summary>The extensions by which a file's name is told from a prompt.</summary>
    public static readonly IReadOnlyList<string> Extensions = [".png", ".jpg", ".jpeg", ".webp", ".mp4", ".mov", ".mp3", ".wav"];

    /// <summary>The file and what its content says.</summary>
    /// <exception cref="MissingFileException">There is no such file.</exception>
    /// <exception cref="InvalidMediaException">The file can't be read, is incomplete, or is of a type that the service does not accept.</exception>
    public static SeedanceMedia Open(string path)
    {
        using var file = OpenFile(path);
        var (result, length) = Read(file, path);
        return result.Refusal is { } refusal
            ? throw new InvalidMediaException(path, Messages.RejectedFile(path, refusal, result.Format))
            : new SeedanceMedia
            {
                MediaKind = result.Kind,
                Extension = result.Extension,
                Width = result.Width,
                Height = result.Height,
                Duration = result.Duration,
                FrameRate = result.FrameRate,
                Path = path,
                Length = length,
            };
    }

    /// <summary>An image as bytes, to be sent inline.</summary>
    /// <exception cref="InvalidMediaException">The bytes are not a complete image, video or audio file.</exception>
    public static SeedanceMedia FromBytes(byte[] bytes)
    {
        using var content = new MemoryStream(bytes, writable: false);
        var result = MediaProbeLoader.Probe.Probe(content);
        var name = Messages.InlineBytes(bytes.Length);
        return result.Refusal is { } refusal
            ? throw new InvalidMediaException(name, Messages.RejectedFile(name, refusal, result.Format))
            : new SeedanceMedia
            {
                MediaKind = result.Kind,
                Extension = result.Extension,
                Width = result.Width,
                Height = result.Height,
                Base64 = Convert.ToBase64String(bytes),
                Length = bytes.Length,
            };
    }

    private static FileStream OpenFile(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new MissingFileException(path);
        }
        catch (UnauthorizedAccessException) when (Directory.Exists(path))
        {
            throw new InvalidMediaException(path, Messages.IsAFolder(path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            // The last two: a path that can't be one.
            throw new InvalidMediaException(path, Messages.UnreadableFile(path, failure), failure);
        }
    }

    private static (MediaProbeResult Result, long Length) Read(FileStream file, string path)
    {
        // A probe that can't be loaded is a broken installation, not a broken file.
        var probe = MediaProbeLoader.Probe;
        try
        {
            return (probe.Probe(file), file.Length);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // Not supported: a pipe or a device, in which nothing can be looked up.
            throw new InvalidMediaException(path, Messages.UnreadableFile(path, failure), failure);
        }
    }
}
