using System.Buffers.Binary;
using System.Text;
using Seedance.Media;

namespace Seedance.MediaProbe;

/// <summary>A chunk of a RIFF file, which WAV and WebP files are. It fits if it ends within what holds it.</summary>
internal readonly record struct RiffChunk(string Type, long Content, long Size, bool Fits)
{
    /// <summary>Where the first chunk begins: behind RIFF, the size and the file's type.</summary>
    public const int ContentStart = 12;

    /// <summary>The file's type, which its size counts.</summary>
    public const int TypeSize = 4;

    private const int HeaderSize = 8;

    /// <summary>The size in the file's header: of everything behind it.</summary>
    public static long ReadFileSize(Stream file) => BinaryPrimitives.ReadUInt32LittleEndian(FileBytes.ReadAt(file, 4, 4));

    /// <summary>The chunks up to a position. One that doesn't fit is the last.</summary>
    public static IEnumerable<RiffChunk> ReadAll(Stream file, long end)
    {
        long position = ContentStart;
        while (end - position >= HeaderSize)
        {
            var header = FileBytes.ReadAt(file, position, HeaderSize);
            var content = position + HeaderSize;
            long size = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4));
            var chunk = new RiffChunk(Encoding.GetEncoding(28591).GetString(header, 0, 4), content, size, size <= end - content);
            yield return chunk;
            if (!chunk.Fits)
            {
                yield break;
            }

            // A chunk of odd size has a byte of padding, which the last one may lack.
            position = content + size + (size & 1);
        }
    }
}
