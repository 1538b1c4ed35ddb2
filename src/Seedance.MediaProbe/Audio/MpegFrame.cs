namespace Seedance.MediaProbe.Audio;

/// <summary>The header of an MPEG audio frame of layer III, of which an MP3 file consists. The size is in bytes and includes this header.</summary>
internal readonly record struct MpegFrame(bool IsMpeg1, bool IsMono, int SampleRate, int Size)
{
    public const int HeaderSize = 4;

    private static readonly int[] _bitRates1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    private static readonly int[] _bitRates2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
    private static readonly int[] _sampleRates = [44_100, 48_000, 32_000];

    // MPEG-2 and 2.5 have half the samples of MPEG-1.
    public int SamplesPerFrame => IsMpeg1 ? 1152 : 576;

    /// <summary>Null when the bytes are no such header: wrong sync, version, layer, bit rate or sample rate.</summary>
    public static MpegFrame? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderSize || bytes[0] != 0xFF || (bytes[1] & 0xE0) != 0xE0)
        {
            return null;
        }

        var version = (bytes[1] >> 3) & 3;
        var layer = (bytes[1] >> 1) & 3;
        var bitRate = bytes[2] >> 4;
        var sampleRate = (bytes[2] >> 2) & 3;

        // Version 1, layer 0, bit rate 15 and sample rate 3 are reserved; layer III is 1. A free bit rate (0) is as good as unused.
        if (version == 1 || layer != 1 || bitRate is 0 or 15 || sampleRate == 3)
        {
            return null;
        }

        var isMpeg1 = version == 3;
        var samplesPerSecond = _sampleRates[sampleRate] / (version switch { 3 => 1, 2 => 2, _ => 4 });
        var padding = (bytes[2] >> 1) & 1;
        var bytesPerSecond = (isMpeg1 ? _bitRates1 : _bitRates2)[bitRate] * 125;
        var frame = new MpegFrame(isMpeg1, IsMono: bytes[3] >> 6 == 3, samplesPerSecond, 0);
        return frame with { Size = (frame.SamplesPerFrame * bytesPerSecond / samplesPerSecond) + padding };
    }

    /// <summary>Whether both can be frames of one stream.</summary>
    public bool IsAlike(MpegFrame other) => IsMpeg1 == other.IsMpeg1 && SampleRate == other.SampleRate;
}
