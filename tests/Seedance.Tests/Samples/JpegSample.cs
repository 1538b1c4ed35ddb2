namespace Seedance.Tests.Samples;

/// <summary>A JPEG image, its tables left out: nothing here decodes it.</summary>
internal static class JpegSample
{
    /// <summary>Entropy-coded data with a 0xFF that is data, and two restart markers.</summary>
    private static readonly byte[] _data = [0x12, 0xFF, 0x00, 0xD9, 0xFF, 0xD0, 0x34, 0xFF, 0xD7, 0x56, 0xFF, 0x00];

    public static byte[] Build(int width = 64, int height = 36, byte? orientation = null, bool isProgressive = false) =>
    [
        0xFF, 0xD8,
        .. orientation is { } value ? ExifSample.BuildSegment(value) : [],

        // The frame's size, one component; 0xFF may stand any number of times before a marker.
        0xFF, 0xFF, isProgressive ? (byte)0xC2 : (byte)0xC0, 0, 11, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0,
        .. Scan,
        .. isProgressive ? [0xFF, 0xC4, 0, 4, 0xFF, 0xD9, .. Scan, .. Scan] : (byte[])[],
        0xFF, 0xD9,
    ];

    private static byte[] Scan => [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, .. _data];
}
