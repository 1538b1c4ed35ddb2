using MetadataExtractor;
using MetadataExtractor.Formats.Jpeg;
using MetadataExtractor.Formats.Png;
using MetadataExtractor.Formats.QuickTime;
using MetadataExtractor.Formats.Wav;
using MetadataExtractor.Formats.WebP;
using MetadataExtractor.Util;
using MetadataDirectory = MetadataExtractor.Directory;

namespace Seedance.Media;

/// <summary>A local picture, clip or sound, told by its content and not by its name.</summary>
internal static class MediaFile
{
    /// <summary>The endings by which a file's name is told from a prompt.</summary>
    public static readonly IReadOnlyList<string> Extensions = [".png", ".jpg", ".jpeg", ".webp", ".mp4", ".mov", ".mp3", ".wav"];

    /// <summary>The file and what it tells of itself.</summary>
    /// <exception cref="MissingFileException">There is no such file.</exception>
    /// <exception cref="InvalidMediaException">The file can't be read, or is of no type that the service takes.</exception>
    public static SeedanceMedia Open(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Read(file) with { Path = path, Length = file.Length };
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new MissingFileException(path);
        }
        catch (UnauthorizedAccessException) when (System.IO.Directory.Exists(path))
        {
            throw new InvalidMediaException(path, Messages.IsAFolder(path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InvalidMediaException(path, Messages.UnreadableFile(path, failure), failure);
        }
        catch (ImageProcessingException failure)
        {
            throw new InvalidMediaException(path, Messages.NotMediaFile(path), failure);
        }
    }

    private static SeedanceMedia Read(Stream file)
    {
        var (kind, extension) = ReadType(file);
        var media = new SeedanceMedia { Kind = kind, Extension = extension };
        if (extension == "mp3")
        {
            return media;
        }

        IReadOnlyList<MetadataDirectory> facts;
        try
        {
            facts = ImageMetadataReader.ReadMetadata(file);
            if (kind == SeedanceMediaKind.Video)
            {
                file.Position = 0;
                media = media with { FrameRate = ClipFrameRate.Read(file) };
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Of the right type and odd further in, on which the library may throw anything: the service may judge.
            return media;
        }

        var (width, height) = ReadSize(facts);
        return media with { Width = width, Height = height, Duration = ReadSeconds(facts, file.Length) };
    }

    private static (SeedanceMediaKind Kind, string Extension) ReadType(Stream file)
    {
        var type = file.Length == 0 ? FileType.Unknown : FileTypeDetector.DetectFileType(file);
        file.Position = 0;
        return type switch
        {
            FileType.Png => (SeedanceMediaKind.Image, "png"),
            FileType.Jpeg => (SeedanceMediaKind.Image, "jpg"),
            FileType.WebP => (SeedanceMediaKind.Image, "webp"),
            FileType.Mp4 => (SeedanceMediaKind.Video, "mp4"),
            FileType.QuickTime => (SeedanceMediaKind.Video, "mov"),
            FileType.Wav => (SeedanceMediaKind.Audio, "wav"),
            _ when IsMp3(file) => (SeedanceMediaKind.Audio, "mp3"),
            _ => throw new ImageProcessingException("neither picture, clip nor sound"),
        };
    }

    // The library does not know MP3: an ID3 tag, or the eleven set bits of a frame.
    private static bool IsMp3(Stream file)
    {
        var head = new byte[3];
        var read = file.Read(head, 0, head.Length);
        file.Position = 0;
        return read == head.Length && ((head[0] == 'I' && head[1] == 'D' && head[2] == '3') || (head[0] == 0xFF && (head[1] & 0xE6) == 0xE2));
    }

    private static (int? Width, int? Height) ReadSize(IReadOnlyList<MetadataDirectory> facts)
    {
        foreach (var directory in facts)
        {
            var (width, height) = directory switch
            {
                PngDirectory => (PngDirectory.TagImageWidth, PngDirectory.TagImageHeight),
                JpegDirectory => (JpegDirectory.TagImageWidth, JpegDirectory.TagImageHeight),
                WebPDirectory => (WebPDirectory.TagImageWidth, WebPDirectory.TagImageHeight),
                QuickTimeTrackHeaderDirectory => (QuickTimeTrackHeaderDirectory.TagWidth, QuickTimeTrackHeaderDirectory.TagHeight),
                _ => (0, 0),
            };
            if (directory.TryGetInt32(width, out var x) && directory.TryGetInt32(height, out var y) && x > 0 && y > 0)
            {
                return (x, y);
            }
        }

        return (null, null);
    }

    private static double? ReadSeconds(IReadOnlyList<MetadataDirectory> facts, long length)
    {
        var movie = facts.OfType<QuickTimeMovieHeaderDirectory>().FirstOrDefault();
        if (movie?.GetObject(QuickTimeMovieHeaderDirectory.TagDuration) is TimeSpan duration)
        {
            return duration.TotalSeconds;
        }

        // A WAV's few header bytes do not matter to the length.
        var sound = facts.OfType<WavFormatDirectory>().FirstOrDefault();
        return sound is not null && sound.TryGetInt32(WavFormatDirectory.TagBytesPerSec, out var rate) && rate > 0 ? (double)length / rate : null;
    }
}
