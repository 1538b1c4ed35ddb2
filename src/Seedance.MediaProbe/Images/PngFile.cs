using System.Buffers.Binary;
using MetadataExtractor.Formats.Png;
using Seedance.Media;

namespace Seedance.MediaProbe.Images;

/// <summary>A PNG image: chunks from IHDR to IEND. What follows IEND is passed over, as viewers do.</summary>
internal static class PngFile
{
    private const string Format = "a PNG image";

    // Size and type before the content, a checksum after it.
    private const int ChunkHeader = 8;
    private const int ChunkOverhead = 12;

    private static ReadOnlySpan<byte> Mark => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool IsMatch(byte[] head) => Signature.IsAt(head, 0, Mark);

    public static MediaProbeResult Read(Stream file) => IsComplete(file)
        ? ImageMetadata.Read(file, "png", PngMetadataReader.ReadMetadata)
        : Refusals.Incomplete(Format);

    private static bool IsComplete(Stream file)
    {
        var header = new byte[ChunkHeader];
        for (long position = Mark.Length; file.Length - position >= ChunkOverhead;)
        {
            file.Position = position;
            FileBytes.Read(file, header, ChunkHeader);
            var size = BinaryPrimitives.ReadUInt32BigEndian(header);
            if (size > file.Length - position - ChunkOverhead)
            {
                return false;
            }

            if (Signature.IsAt(header, 4, "IEND"u8))
            {
                return true;
            }

            position += size + ChunkOverhead;
        }

        return false;
    }
}
