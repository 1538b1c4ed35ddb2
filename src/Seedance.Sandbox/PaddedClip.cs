namespace Seedance.Sandbox;

/// <summary>A file, or a part of it: a clip and as many zeros behind it as its last box announces. The zeros are made as they are read.</summary>
internal sealed class PaddedClip : Stream
{
    private readonly byte[] _clip;
    private long _length;

    private PaddedClip(byte[] clip, long length) => (_clip, _length) = (clip, length);

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => _length;

    public override long Position { get; set; }

    /// <summary>The clip, padded with a free box of the 64-bit kind (ISO/IEC 14496-12) when it is shorter than wanted.</summary>
    public static PaddedClip Of(byte[] clip, long length)
    {
        const int header = 16;
        if (length < clip.Length + header)
        {
            return new PaddedClip(clip, clip.Length);
        }

        var size = BitConverter.GetBytes(length - clip.Length);
        if (BitConverter.IsLittleEndian)
        {
            Array.Reverse(size);
        }

        return new PaddedClip([.. clip, 0, 0, 0, 1, .. "free"u8, .. size], length);
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = (int)Math.Max(0, Math.Min(count, _length - Position));
        var ofClip = (int)Math.Max(0, Math.Min(read, _clip.Length - Position));
        Array.Copy(_clip, Math.Min(Position, _clip.Length), buffer, offset, ofClip);
        Array.Clear(buffer, offset + ofClip, read - ofClip);
        Position += read;
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => _length + offset,
    };

    /// <summary>Ends it earlier.</summary>
    public override void SetLength(long value) => _length = Math.Min(_length, value);

    public override void Flush()
    {
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
