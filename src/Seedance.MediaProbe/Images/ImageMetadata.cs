using MetadataExtractor;
using MetadataExtractor.Formats.Exif;
using MetadataExtractor.Formats.Jpeg;
using MetadataExtractor.Formats.Png;
using MetadataExtractor.Formats.WebP;
using Seedance.Media;
using MetadataDirectory = MetadataExtractor.Directory;

namespace Seedance.MediaProbe.Images;

/// <summary>Reads an image's size and orientation with MetadataExtractor, the only use of that library.</summary>
internal static class ImageMetadata
{
    // EXIF orientations from here on turn the image by a quarter.
    private const int FirstQuarterTurn = 5;
    private const int LastQuarterTurn = 8;

    /// <summary>The result for a complete image. Its size is left out when the library finds none.</summary>
    public static MediaProbeResult Read(Stream file, string extension, Func<Stream, IReadOnlyList<MetadataDirectory>> readMetadata)
    {
        var result = new MediaProbeResult { Kind = SeedanceMediaKind.Image, Extension = extension };
        try
        {
            file.Position = 0;
            var metadata = readMetadata(file);
            return ReadSize(metadata) is not var (width, height) ? result
                : IsTurned(metadata) ? result with { Width = height, Height = width }
                : result with { Width = width, Height = height };
        }
        catch (Exception failure) when (failure is not (OutOfMemoryException or FileNotFoundException or FileLoadException))
        {
            // On odd bytes the library may throw anything. The file is an image all the same, and the service decides.
            // The other two are not about the image: the library itself can't be loaded.
            return result;
        }
    }

    private static (int Width, int Height)? ReadSize(IReadOnlyList<MetadataDirectory> metadata)
    {
        foreach (var directory in metadata)
        {
            var (width, height) = directory switch
            {
                PngDirectory => (PngDirectory.TagImageWidth, PngDirectory.TagImageHeight),
                JpegDirectory => (JpegDirectory.TagImageWidth, JpegDirectory.TagImageHeight),
                WebPDirectory => (WebPDirectory.TagImageWidth, WebPDirectory.TagImageHeight),
                _ => (0, 0),
            };
            if (directory.TryGetInt32(width, out var x) && directory.TryGetInt32(height, out var y) && x > 0 && y > 0)
            {
                return (x, y);
            }
        }

        return null;
    }

    private static bool IsTurned(IReadOnlyList<MetadataDirectory> metadata) =>
        metadata.OfType<ExifIfd0Directory>().FirstOrDefault() is { } exif
        && exif.TryGetInt32(ExifDirectoryBase.TagOrientation, out var orientation)
        && orientation is >= FirstQuarterTurn and <= LastQuarterTurn;
}
