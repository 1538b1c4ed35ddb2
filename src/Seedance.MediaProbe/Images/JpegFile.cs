using MetadataExtractor.Formats.Exif;
using MetadataExtractor.Formats.Jpeg;
using Seedance.Media;

namespace Seedance.MediaProbe.Images;

/// <summary>A JPEG image: segments, the entropy-coded data of one or more scans, and the end marker. What follows that is passed over, as viewers do.</summary>
internal static class JpegFile
{
    private const string Format = "a JPEG image";
    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;

    public static bool IsMatch(byte[] head) => Signature.IsAt(head, 0, [0xFF, StartOfImage, 0xFF]);

    public static MediaProbeResult Read(Stream file) => IsComplete(file)
        ? ImageMetadata.Read(file, "jpg", stream => JpegMetadataReader.ReadMetadata(stream, [new JpegReader(), new ExifReader()]))
        : Refusals.Incomplete(Format);

    private static bool IsComplete(Stream file)
    {
        var markers = new JpegMarkers(file);
        var hasScan = false;
        while (markers.ReadNext() is { } marker)
        {
            switch (marker)
            {
                case EndOfImage:
                    return hasScan;
                case StartOfImage:
                    break;
                default:
                    hasScan |= marker == StartOfScan;

                    // A thumbnail's own end marker lies in a segment, which is skipped.
                    if (!markers.TrySkipSegment())
                    {
                        return false;
                    }

                    break;
            }
        }

        return false;
    }
}
