namespace Seedance.Sandbox;

/// <summary>What a picture is by its first bytes, whatever it is called.</summary>
internal static class PictureFormat
{
    /// <summary>How many bytes tell it.</summary>
    public const int HeadLength = 12;

    /// <summary>Whether a file that begins so is what its extension says.</summary>
    public static bool Fits(ReadOnlySpan<byte> head, string extension) => Of(head) == (extension == "jpeg" ? "jpg" : extension);

    /// <summary>The extension of a picture that begins so; null when it is none that the service takes.</summary>
    public static string? Of(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) ? "png"
        : head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "jpg"
        : head.Length >= HeadLength && head.StartsWith("RIFF"u8) && head.Slice(8, 4).SequenceEqual("WEBP"u8) ? "webp"
        : null;
}
