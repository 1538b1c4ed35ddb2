using System.Buffers.Binary;
using System.Text;

namespace Seedance.Tests.Samples;

/// <summary>RIFF files: WebP images and WAV audio.</summary>
internal static class RiffSample
{
    public static byte[] WebP(int width = 64, int height = 36, byte? orientation = null)
    {
        // A key frame's header: its tag, a start code, and the size in 14 bits each.
        var image = Chunk("VP8 ", [0x30, 0, 0, 0x9D, 0x01, 0x2A, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 1, 2]);
        return orientation is not { } value ? File("WEBP", image)
            : File("WEBP", [.. Chunk("VP8X", [8, 0, 0, 0, .. UInt24(width - 1), .. UInt24(height - 1)]), .. image, .. Chunk("EXIF", ExifSample.Build(value))]);
    }

    /// <summary>Samples of one byte, 8000 a second. Without a data size the chunk says what it really is.</summary>
    public static byte[] Wav(int samples = 24_000, uint? dataSize = null, byte[]? before = null, byte[]? after = null)
    {
        byte[] format = [1, 0, 1, 0, .. UInt32(8000), .. UInt32(8000), 1, 0, 8, 0];
        return File("WAVE", [.. Chunk("fmt ", format), .. before ?? [], .. "data"u8, .. UInt32(dataSize ?? (uint)samples), .. new byte[samples], .. after ?? []]);
    }

    public static byte[] Chunk(string type, byte[] content) =>
        [.. Encoding.ASCII.GetBytes(type), .. UInt32((uint)content.Length), .. content, .. content.Length % 2 == 0 ? [] : (byte[])[0]];

    private static byte[] File(string type, byte[] chunks) => [.. "RIFF"u8, .. UInt32((uint)(4 + chunks.Length)), .. Encoding.ASCII.GetBytes(type), .. chunks];

    private static byte[] UInt24(int value) => UInt32((uint)value)[..3];

    private static byte[] UInt32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }
}
