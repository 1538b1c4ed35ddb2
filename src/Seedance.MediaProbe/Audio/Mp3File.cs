using System.Buffers.Binary;
using Seedance.Media;

namespace Seedance.MediaProbe.Audio;

/// <summary>An MP3 file: frames of MPEG audio layer III, often behind an ID3 tag.</summary>
internal static class Mp3File
{
    private const string Format = "an MP3 audio file";
    private const int TagHeader = 10;
    private const int FooterFlag = 0x10;

    // Behind a tag there may be padding, and a stream that was cut begins with the rest of a frame.
    private const int SearchLength = 65_536;

    // The first frame's header, its side information and the counts behind that.
    private const int CountsLength = 64;

    public static bool IsMatch(Stream file, byte[] head) => HasTag(head) || FindFrame(file, 0, searchLength: 1) is not null;

    public static MediaProbeResult Read(Stream file)
    {
        long start = 0;
        while (FileBytes.ReadAt(file, start, TagHeader) is var tag && HasTag(tag))
        {
            start += tag.Length < TagHeader ? TagHeader : ReadTagSize(tag);
        }

        // Without a tag the first frame is where the file begins: that is how it was recognized.
        return start >= file.Length ? Refusals.Incomplete(Format)
            : FindFrame(file, start, start == 0 ? 1 : SearchLength) is not { } frame ? Refusals.Unsupported(OtherFormats.Find(FileBytes.ReadAt(file, start, TagHeader)))
            : new MediaProbeResult { Kind = SeedanceMediaKind.Audio, Extension = "mp3", Duration = ReadDuration(file, frame.Position, frame.Header) };
    }

    // Versions 2.2 to 2.4 are all there are.
    private static bool HasTag(byte[] head) => Signature.IsAt(head, 0, "ID3"u8) && head.Length > 3 && head[3] is >= 2 and <= 4;

    // Seven bits in each byte.
    private static int ReadTagSize(byte[] tag) =>
        TagHeader + ((tag[6] & 0x7F) << 21 | (tag[7] & 0x7F) << 14 | (tag[8] & 0x7F) << 7 | (tag[9] & 0x7F)) + ((tag[5] & FooterFlag) == 0 ? 0 : TagHeader);

    /// <summary>The first frame that is followed by another one, by a tag or by the file's end.</summary>
    private static (long Position, MpegFrame Header)? FindFrame(Stream file, long start, int searchLength)
    {
        var bytes = FileBytes.ReadAt(file, start, searchLength + MpegFrame.HeaderSize - 1);
        for (var index = 0; index + MpegFrame.HeaderSize <= bytes.Length; index++)
        {
            if (MpegFrame.Read(bytes.AsSpan(index)) is { } frame && IsFollowed(file, start + index, frame))
            {
                return (start + index, frame);
            }
        }

        return null;
    }

    private static bool IsFollowed(Stream file, long position, MpegFrame frame)
    {
        var next = FileBytes.ReadAt(file, position + frame.Size, MpegFrame.HeaderSize);
        return next.Length < MpegFrame.HeaderSize
            ? position + frame.Size <= file.Length
            : (MpegFrame.Read(next) is { } second && second.IsAlike(frame)) || Signature.IsAt(next, 0, "TAG"u8) || Signature.IsAt(next, 0, "APET"u8) || HasTag(next);
    }

    /// <summary>Seconds by the number of frames that most encoders write into the first one (Xing, Info or VBRI); null without it.</summary>
    private static double? ReadDuration(Stream file, long position, MpegFrame frame)
    {
        var bytes = FileBytes.ReadAt(file, position, CountsLength);
        var xing = MpegFrame.HeaderSize + (frame.IsMpeg1 ? (frame.IsMono ? 17 : 32) : (frame.IsMono ? 9 : 17));
        const int vbri = MpegFrame.HeaderSize + 32;
        const int hasFrames = 1;
        var offset = (Signature.IsAt(bytes, xing, "Xing"u8) || Signature.IsAt(bytes, xing, "Info"u8)) && xing + 12 <= bytes.Length && (bytes[xing + 7] & hasFrames) != 0 ? xing + 8
            : Signature.IsAt(bytes, vbri, "VBRI"u8) && vbri + 18 <= bytes.Length ? vbri + 14
            : 0;
        var frames = offset == 0 ? 0 : BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(offset));
        return frames == 0 ? null : (double)frames * frame.SamplesPerFrame / frame.SampleRate;
    }
}
