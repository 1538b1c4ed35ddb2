namespace Seedance.MediaProbe;

/// <summary>Common formats that the service does not accept, so that a refusal can name them.</summary>
internal static class OtherFormats
{
    /// <summary>The format with its article, or null when it is none of these.</summary>
    public static string? Find(byte[] head) =>
        Signature.IsAt(head, 0, "GIF8"u8) ? "a GIF image"
        : Signature.IsAt(head, 0, "II*\0"u8) || Signature.IsAt(head, 0, "MM\0*"u8) ? "a TIFF or raw image"
        // The two letters alone may begin any text; the four bytes after the size are always 0.
        : Signature.IsAt(head, 0, "BM"u8) && Signature.IsAt(head, 6, "\0\0\0\0"u8) ? "a BMP image"
        : Signature.IsAt(head, 0, "8BPS"u8) ? "a Photoshop document"
        : Signature.IsAt(head, 0, [0xFF, 0x0A]) ? "a JPEG XL image"
        : Signature.IsAt(head, 0, "%PDF-"u8) ? "a PDF document"
        : Signature.IsAt(head, 0, [0x1A, 0x45, 0xDF, 0xA3]) ? "a WebM or Matroska file"
        : Signature.IsAt(head, 0, "RIFF"u8) && Signature.IsAt(head, 8, "AVI "u8) ? "an AVI video"
        : Signature.IsAt(head, 0, "RF64"u8) ? "an RF64 audio file"
        : Signature.IsAt(head, 0, "FLV\x1"u8) ? "a Flash video"
        : Signature.IsAt(head, 0, [0x30, 0x26, 0xB2, 0x75]) ? "a Windows Media file"
        : Signature.IsAt(head, 0, "OggS"u8) ? "an Ogg file"
        : Signature.IsAt(head, 0, "fLaC"u8) ? "a FLAC audio file"
        : Signature.IsAt(head, 0, "FORM"u8) && Signature.IsAt(head, 8, "AIF"u8) ? "an AIFF audio file"
        : head.Length > 1 && head[0] == 0xFF && (head[1] & 0xF6) == 0xF0 ? "an AAC audio file"
        : null;
}
