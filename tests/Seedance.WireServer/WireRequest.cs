using System.Buffers;

namespace Seedance.WireServer;

/// <summary>One request, as the server received it.</summary>
public sealed class WireRequest
{
    private readonly ArrayBufferWriter<byte> _body = new();
    private readonly TaskCompletionSource _aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public required string Method { get; init; }

    /// <summary>Path and query.</summary>
    public required string Path { get; init; }

    /// <summary>Whether it went to the storage's port: uploads and downloads.</summary>
    public required bool IsStorage { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>When its headers had come.</summary>
    public DateTimeOffset At { get; } = DateTimeOffset.UtcNow;

    /// <summary>As much of the body as <see cref="WireServer.KeptBytes"/> allows.</summary>
    public byte[] Body
    {
        get
        {
            lock (_body)
            {
                return _body.WrittenSpan.ToArray();
            }
        }
    }

    /// <summary>The length of all of the body that has come.</summary>
    public long BodyLength { get; private set; }

    /// <summary>What was answered; null while nothing was.</summary>
    public int? Status { get; internal set; }

    /// <summary>What went wrong with it, or was made to.</summary>
    public Fault? Fault { get; internal set; }

    /// <summary>Ends when the client has closed the connection without waiting for the whole answer; a connection that a fault drops is not the client's doing.</summary>
    public Task Aborted => _aborted.Task;

    public string Text => System.Text.Encoding.UTF8.GetString(Body);

    public override string ToString() => $"{Method} {Path} -> {Status}";

    internal void Abort() => _aborted.TrySetResult();

    internal void Keep(ReadOnlySpan<byte> piece, int most)
    {
        lock (_body)
        {
            BodyLength += piece.Length;
            _body.Write(piece[..(int)Math.Min(piece.Length, Math.Max(0, most - _body.WrittenCount))]);
        }
    }
}

/// <summary>Writes down what flows through it.</summary>
internal sealed class RecordingStream(Stream inner, WireRequest request, int most) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        request.Keep(buffer.Span[..read], most);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
