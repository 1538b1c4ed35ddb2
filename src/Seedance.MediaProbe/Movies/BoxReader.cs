using System.Buffers.Binary;
using Seedance.Media;

namespace Seedance.MediaProbe.Movies;

/// <summary>Reads the fields of a box one after the other. Behind the box's end all is 0, which means unknown in every field that is read here.</summary>
internal sealed class BoxReader
{
    private readonly byte[] _buffer = new byte[sizeof(ulong)];
    private readonly Stream _file;
    private readonly long _end;
    private long _position;

    public BoxReader(Stream file, Mp4Box box)
    {
        _file = file;
        _position = box.Content;
        _end = box.End;
    }

    /// <summary>How many bytes of the box are left.</summary>
    public long Left => Math.Max(0, _end - _position);

    public void Skip(int count) => _position += count;

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32BigEndian(Read(sizeof(uint)));

    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64BigEndian(Read(sizeof(ulong)));

    private byte[] Read(int count)
    {
        Array.Clear(_buffer, 0, _buffer.Length);
        if (Left >= count)
        {
            _file.Position = _position;
            FileBytes.Read(_file, _buffer, count);
        }

        _position += count;
        return _buffer;
    }
}
