using Seedance.Media;

namespace Seedance.MediaProbe.Images;

/// <summary>Finds the markers of a JPEG file, past entropy-coded data and fill bytes.</summary>
internal sealed class JpegMarkers(Stream file)
{
    private readonly byte[] _buffer = new byte[16_384];
    private long _bufferStart;
    private int _bufferLength;
    private long _position;

    /// <summary>The next marker's second byte; null where the file ends first.</summary>
    public byte? ReadNext()
    {
        while (TrySkipTo(0xFF))
        {
            // Any number of 0xFF may stand before a marker.
            byte? next;
            do
            {
                next = ReadByte();
            }
            while (next == 0xFF);

            // In entropy-coded data 0 means that the 0xFF is data, and restart markers (D0 to D7) part it. They and TEM (1) have no segment.
            if (next is not (0 or 1 or (>= 0xD0 and <= 0xD7)))
            {
                return next;
            }
        }

        return null;
    }

    /// <summary>Skips the segment of the marker that was just read. False where the file ends before the segment does.</summary>
    public bool TrySkipSegment()
    {
        if (ReadByte() is not { } high || ReadByte() is not { } low)
        {
            return false;
        }

        // The size counts its own two bytes.
        var size = (high << 8) | low;
        _position += size - 2;
        return size >= 2 && _position <= file.Length;
    }

    private bool TrySkipTo(byte value)
    {
        while (Fill())
        {
            var offset = (int)(_position - _bufferStart);
            var index = Array.IndexOf(_buffer, value, offset, _bufferLength - offset);
            if (index >= 0)
            {
                _position = _bufferStart + index + 1;
                return true;
            }

            _position = _bufferStart + _bufferLength;
        }

        return false;
    }

    private byte? ReadByte() => Fill() ? _buffer[_position++ - _bufferStart] : null;

    /// <summary>Makes the buffer hold the byte at the position. False at the end of the file.</summary>
    private bool Fill()
    {
        if (_position < _bufferStart || _position >= _bufferStart + _bufferLength)
        {
            file.Position = _position;
            _bufferStart = _position;
            _bufferLength = FileBytes.Read(file, _buffer, _buffer.Length);
        }

        return _bufferLength > 0;
    }
}
