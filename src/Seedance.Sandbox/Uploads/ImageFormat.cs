namespace Seedance.Sandbox.Uploads;

/// <summary>Detects the format of an image from its first bytes.</summary>
internal static class ImageFormat
{
    /// <summary>How many bytes are needed to detect every format.</summary>
    public const int HeaderLength = 12;

    public static bool Matches(ReadOnlySpan<byte> header, string extension) => Detect(header) == (extension == "jpeg" ? "jpg" : extension);

    /// <summary>The extension of the format; null when the service does not support it.</summary>
    public static string? Detect(ReadOnlySpan<byte> header) =>
        header.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) ? "png"
        : header.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "jpg"
        : header.Length >= HeaderLength && header.StartsWith("RIFF"u8) && header.Slice(8, 4).SequenceEqual("WEBP"u8) ? "webp"
        : null;
}
