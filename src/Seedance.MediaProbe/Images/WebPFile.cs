using MetadataExtractor.Formats.WebP;
using Seedance.Media;

namespace Seedance.MediaProbe.Images;

/// <summary>A WebP image: a RIFF file whose size must lie within the file.</summary>
internal static class WebPFile
{
    private const string Format = "a WebP image";

    public static bool IsMatch(byte[] head) => Signature.IsAt(head, 0, "RIFF"u8) && Signature.IsAt(head, 8, "WEBP"u8);

    public static MediaProbeResult Read(Stream file) => IsComplete(file)
        ? ImageMetadata.Read(file, "webp", WebPMetadataReader.ReadMetadata)
        : Refusals.Incomplete(Format);

    private static bool IsComplete(Stream file)
    {
        var end = RiffChunk.ContentStart + (RiffChunk.ReadFileSize(file) - RiffChunk.TypeSize);
        var hasImage = false;
        if (end <= file.Length)
        {
            foreach (var chunk in RiffChunk.ReadAll(file, end))
            {
                if (!chunk.Fits)
                {
                    return false;
                }

                hasImage |= chunk.Type is "VP8 " or "VP8L" or "ANMF";
            }
        }

        return hasImage;
    }
}
