namespace Seedance.WireServer;

/// <summary>One request, as the server received it.</summary>
public sealed class WireRequest
{
    /// <summary>How much of a body is kept.</summary>
    public const int KeptBytes = 1024 * 1024;

    private readonly TaskCompletionSource _aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public required string Method { get; init; }

    /// <summary>Path and query.</summary>
    public required string Path { get; init; }

    /// <summary>Whether it went to the storage's port: uploads and downloads.</summary>
    public required bool IsStorage { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The body, its first megabyte at most.</summary>
    public byte[] Body { get; internal set; } = [];

    /// <summary>The body's whole length.</summary>
    public long BodyLength { get; internal set; }

    /// <summary>What was answered; null while nothing was.</summary>
    public int? Status { get; internal set; }

    /// <summary>Ends when the client has closed the connection without waiting for the answer.</summary>
    public Task Aborted => _aborted.Task;

    public string Text => System.Text.Encoding.UTF8.GetString(Body);

    public override string ToString() => $"{Method} {Path} -> {Status}";

    internal void Abort() => _aborted.TrySetResult();
}

/// <summary>Keeps the first part of what flows through it.</summary>
internal sealed class RecordingStream(Stream inner, WireRequest request) : Stream
{
    private readonly MemoryStream _kept = new();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        var keep = (int)Math.Min(read, WireRequest.KeptBytes - _kept.Length);
        _kept.Write(buffer.Span[..keep]);
        request.BodyLength += read;
        if (keep > 0)
        {
            request.Body = _kept.ToArray();
        }

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
