using System.Buffers.Binary;

namespace Seedance.WireServer;

/// <summary>A video that is padded to a length with zeros in a box that players skip. The zeros are created as they are read.</summary>
internal sealed class PaddedVideo : Stream
{
    private readonly byte[] _video;
    private long _length;

    private PaddedVideo(byte[] video, long length) => (_video, _length) = (video, length);

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => _length;

    public override long Position { get; set; }

    /// <summary>Pads a shorter video with a free box of 64-bit size (ISO/IEC 14496-12).</summary>
    public static PaddedVideo Create(byte[] video, long length)
    {
        const int headerLength = 16;
        if (length < video.Length + headerLength)
        {
            return new PaddedVideo(video, video.Length);
        }

        var size = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(size, length - video.Length);
        return new PaddedVideo([.. video, 0, 0, 0, 1, .. "free"u8, .. size], length);
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = (int)Math.Max(0, Math.Min(count, _length - Position));
        var fromVideo = (int)Math.Max(0, Math.Min(read, _video.Length - Position));
        Array.Copy(_video, Math.Min(Position, _video.Length), buffer, offset, fromVideo);
        Array.Clear(buffer, offset + fromVideo, read - fromVideo);
        Position += read;
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => _length + offset,
    };

    /// <summary>Shortens the stream, for a range of the file. It never becomes longer.</summary>
    public override void SetLength(long value) => _length = Math.Min(_length, value);

    public override void Flush()
    {
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
