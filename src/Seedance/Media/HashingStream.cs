using System.Security.Cryptography;

namespace Seedance.Media;

/// <summary>Hashes what is read through it, so that the hash is that of what was sent. Each part is hashed while the reader sends it.</summary>
/// <param name="inner">The file.</param>
/// <param name="transfer">Counts what is read, or null.</param>
internal sealed class HashingStream(Stream inner, Transfer? transfer = null) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private Task _hashing = Task.CompletedTask;
    private Task<string>? _result;

    public override bool CanRead => true;

    /// <summary>True, so that the length is known: storage does not accept a request without one.</summary>
    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => Seek(value, SeekOrigin.Begin);
    }

    /// <summary>The SHA-256 of all that was read, in lower-case hex. The stream may be disposed of by then: an HTTP request does so.</summary>
    public Task<string> GetHashAsync() => _result ??= FinishAsync();

#if NET
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // The reader has sent the previous part, and may now overwrite its buffer.
        await _hashing;
        var read = await inner.ReadAsync(buffer, cancellationToken);
        transfer?.Add(read);
        _hashing = read > 0 ? Task.Run(() => _hash.AppendData(buffer.Span.Slice(0, read)), CancellationToken.None) : Task.CompletedTask;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
#else
    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        // The reader has sent the previous part, and may now overwrite its buffer.
        await _hashing;
        var read = await inner.ReadAsync(buffer, offset, count, cancellationToken);
        transfer?.Add(read);
        _hashing = read > 0 ? Task.Run(() => _hash.AppendData(buffer, offset, read), CancellationToken.None) : Task.CompletedTask;
        return read;
    }
#endif

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        transfer?.Add(read);
        _hash.AppendData(buffer, offset, read);
        return read;
    }

    /// <summary>Returns to the start only, for a request that a proxy answered by asking for credentials. What is skipped would not be hashed.</summary>
    public override long Seek(long offset, SeekOrigin origin)
    {
        var target = offset + origin switch { SeekOrigin.Begin => 0, SeekOrigin.Current => Position, _ => Length };
        if (target == Position)
        {
            return target;
        }

        if (target != 0)
        {
            throw new NotSupportedException();
        }

        _hashing.GetAwaiter().GetResult();
        _hash.GetHashAndReset();
        return inner.Seek(0, SeekOrigin.Begin);
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _result ??= FinishAsync();
        }

        base.Dispose(disposing);
    }

    private async Task<string> FinishAsync()
    {
        await _hashing;
        using (_hash)
        {
            return ContentHash.ToHex(_hash.GetHashAndReset());
        }
    }
}
