namespace Seedance.Tests.Samples;

/// <summary>Frames of MPEG-1 layer III: 128 kbit/s, 44.1 kHz, stereo, 417 bytes each.</summary>
internal static class Mp3Sample
{
    public const int FrameSize = 417;

    public static byte[] Build(int frames = 3) => [.. Enumerable.Repeat(Frame(), frames).SelectMany(frame => frame)];

    /// <summary>A frame with this in it, 32 bytes behind its header.</summary>
    public static byte[] Frame(params byte[] content)
    {
        byte[] frame = [0xFF, 0xFB, 0x90, 0x00, .. new byte[32], .. content];
        return [.. frame, .. new byte[FrameSize - frame.Length]];
    }

    /// <summary>An ID3 tag of version 2.4 with so many bytes of content.</summary>
    public static byte[] Tag(int length = 300) => [.. "ID3"u8, 4, 0, 0, 0, 0, (byte)(length >> 7), (byte)(length & 0x7F), .. new byte[length]];
}
