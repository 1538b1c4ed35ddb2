using System.Text;

namespace Seedance.Tests.Samples;

/// <summary>A PNG image, its pixels left out: nothing here decodes them.</summary>
internal static class PngSample
{
    public static byte[] Build(int width = 64, int height = 36, byte? orientation = null) =>
    [
        0x89, .. "PNG\r\n"u8, 0x1A, 0x0A,
        .. Chunk("IHDR", [.. Box.UInt32((uint)width), .. Box.UInt32((uint)height), 8, 2, 0, 0, 0]),
        .. orientation is { } value ? Chunk("eXIf", ExifSample.Build(value)) : [],
        .. Chunk("IDAT", [.. "IEND"u8, 1, 2, 3]),
        .. Chunk("IEND", []),
    ];

    private static byte[] Chunk(string type, byte[] content) => [.. Box.UInt32((uint)content.Length), .. Encoding.ASCII.GetBytes(type), .. content, 0, 0, 0, 0];
}
