namespace Seedance.Tests.Samples;

/// <summary>EXIF metadata that holds an orientation and nothing else.</summary>
internal static class ExifSample
{
    /// <summary>As PNG and WebP hold it.</summary>
    public static byte[] Build(byte orientation) =>
        [.. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>As a segment of a JPEG, with a thumbnail that is a JPEG of its own.</summary>
    public static byte[] BuildSegment(byte orientation)
    {
        byte[] content = [.. "Exif\0\0"u8, .. Build(orientation), 0xFF, 0xD8, 0xFF, 0xDA, 0, 2, 0xFF, 0xD9];
        return [0xFF, 0xE1, 0, (byte)(content.Length + 2), .. content];
    }
}
