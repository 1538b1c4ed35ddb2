using System.Buffers;
using System.Text;

namespace Seedance.WireServer;

/// <summary>A request as the server received it, and what happened to it.</summary>
internal sealed class WireRequest
{
    private readonly ArrayBufferWriter<byte> _body = new();
    private readonly TaskCompletionSource _aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public required string Method { get; init; }

    /// <summary>Path and query.</summary>
    public required string Path { get; init; }

    /// <summary>Whether it was sent to the storage port: an upload or a download.</summary>
    public required bool IsStorage { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The body, up to <see cref="WireServer.MaxRecordedBytes"/>.</summary>
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

    /// <summary>How many bytes of the body were received.</summary>
    public long BodyLength { get; private set; }

    /// <summary>The status of the response; null before there is one.</summary>
    public int? Status { get; set; }

    /// <summary>The fault that was applied to it.</summary>
    public Fault? Fault { get; set; }

    /// <summary>Completes when the client disconnects before it has the complete response. A connection that a fault drops does not count.</summary>
    public Task Aborted => _aborted.Task;

    public string Text => Encoding.UTF8.GetString(Body);

    public override string ToString() => $"{Method} {Path} -> {Status}";

    /// <summary>Whether "METHOD /path" starts with this.</summary>
    public bool StartsWith(string methodAndPath) => $"{Method} {Path}".StartsWith(methodAndPath, StringComparison.Ordinal);

    public void Abort() => _aborted.TrySetResult();

    public void AppendBody(ReadOnlySpan<byte> bytes, int maxRecordedBytes)
    {
        lock (_body)
        {
            BodyLength += bytes.Length;
            _body.Write(bytes[..(int)Math.Min(bytes.Length, Math.Max(0, maxRecordedBytes - _body.WrittenCount))]);
        }
    }
}
