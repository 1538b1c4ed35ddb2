using System.Buffers.Binary;
using Seedance.Media;

namespace Seedance.MediaProbe.Audio;

/// <summary>A WAV file: a RIFF file with a format and samples.</summary>
internal static class WavFile
{
    private const string Format = "a WAV audio file";

    // In the format chunk: its code first, the byte rate behind the channels and the sample rate.
    private const int ByteRateOffset = 8;
    private const int ByteRateEnd = 12;

    public static bool IsMatch(byte[] head) => Signature.IsAt(head, 0, "RIFF"u8) && Signature.IsAt(head, 8, "WAVE"u8);

    public static MediaProbeResult Read(Stream file)
    {
        uint byteRate = 0;
        foreach (var chunk in RiffChunk.ReadAll(file, file.Length))
        {
            if (chunk.Type == "data")
            {
                // A program that streams does not know the size when it writes it.
                var isStreamed = chunk.Size is 0 or uint.MaxValue;
                return !chunk.Fits && !isStreamed
                    ? Refusals.Incomplete(Format)
                    : ReadDuration(isStreamed ? file.Length - chunk.Content : chunk.Size, byteRate);
            }

            if (chunk is { Type: "fmt ", Fits: true, Size: >= ByteRateEnd })
            {
                byteRate = ReadByteRate(FileBytes.ReadAt(file, chunk.Content, ByteRateEnd));
            }
        }

        return Refusals.Incomplete(Format);
    }

    /// <summary>0 for compressed samples, whose byte rate is an estimate.</summary>
    private static uint ReadByteRate(byte[] format)
    {
        const ushort integers = 1, floats = 3, aLaw = 6, muLaw = 7, extensible = 0xFFFE;
        return BinaryPrimitives.ReadUInt16LittleEndian(format) is integers or floats or aLaw or muLaw or extensible
            ? BinaryPrimitives.ReadUInt32LittleEndian(format.AsSpan(ByteRateOffset))
            : 0;
    }

    private static MediaProbeResult ReadDuration(long size, uint byteRate) => new()
    {
        Kind = SeedanceMediaKind.Audio,
        Extension = "wav",
        Duration = size > 0 && byteRate > 0 ? (double)size / byteRate : null,
    };
}
