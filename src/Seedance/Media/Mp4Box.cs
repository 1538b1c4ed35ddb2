using System.Buffers.Binary;
using System.Text;

namespace Seedance.Media;

/// <summary>A box of an MP4 or MOV file (QuickTime: an atom): a size, a type of four characters, and content that may be boxes again.</summary>
/// <param name="Type">Empty where the file ends within the header.</param>
/// <param name="Content">Where the content begins.</param>
/// <param name="End">Where the box ends; the end of what holds it if it would run beyond that.</param>
/// <param name="Fits">Whether the box has a valid size and ends within what holds it.</param>
internal readonly record struct Mp4Box(string Type, long Content, long End, bool Fits)
{
    private const int ShortHeader = 8;
    private const int LongHeader = 16;

    /// <summary>The boxes between two positions. One that doesn't fit is the last.</summary>
    public static IEnumerable<Mp4Box> ReadAll(Stream file, long start, long end)
    {
        var header = new byte[LongHeader];
        while (start < end)
        {
            var box = Read(file, start, end, header);
            yield return box;
            if (!box.Fits)
            {
                yield break;
            }

            start = box.End;
        }
    }

    /// <summary>The boxes in this one.</summary>
    public IEnumerable<Mp4Box> ReadChildren(Stream file) => ReadAll(file, Content, End);

    private static Mp4Box Read(Stream file, long start, long end, byte[] header)
    {
        file.Position = start;
        var left = end - start;
        var read = FileBytes.Read(file, header, (int)Math.Min(left, LongHeader));
        if (read < ShortHeader)
        {
            return new Mp4Box(string.Empty, end, end, Fits: false);
        }

        var type = Encoding.GetEncoding(28591).GetString(header, 4, 4);
        long size = BinaryPrimitives.ReadUInt32BigEndian(header);
        var headerSize = ShortHeader;
        if (size == 0)
        {
            // To the end of what holds it.
            size = left;
        }
        else if (size == 1)
        {
            // The size is behind the type, in 64 bits. One that reads as negative never fits.
            headerSize = LongHeader;
            size = read < LongHeader ? 0 : BinaryPrimitives.ReadInt64BigEndian(header.AsSpan(ShortHeader));
        }

        // Compared without a sum, which could overflow.
        return size >= headerSize && size <= left
            ? new Mp4Box(type, start + headerSize, start + size, Fits: true)
            : new Mp4Box(type, Math.Min(start + headerSize, end), end, Fits: false);
    }
}
