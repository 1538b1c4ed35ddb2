namespace Seedance.Api;

/// <summary>An upload or a download in progress, for whoever shows it.</summary>
/// <param name="isUpload">Whether the file is sent.</param>
/// <param name="path">The local file.</param>
internal sealed class Transfer(bool isUpload, string path) : IDisposable
{
    private long _length = -1;
    private long _bytes;
    private int _hasEnded;

    public bool IsUpload => isUpload;

    public string Path => path;

    /// <summary>The size of the file; null while it is not known.</summary>
    public long? Length => Interlocked.Read(ref _length) is >= 0 and var length ? length : null;

    /// <summary>How many bytes have been sent or have arrived.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Whether it is over, however it ended.</summary>
    public bool HasEnded => Volatile.Read(ref _hasEnded) != 0;

    /// <summary>A request of the transfer begins.</summary>
    /// <param name="bytes">How many bytes are there already.</param>
    /// <param name="length">The size of the file, if known.</param>
    public void Begin(long bytes, long? length)
    {
        Interlocked.Exchange(ref _length, length ?? -1);
        Interlocked.Exchange(ref _bytes, bytes);
    }

    public void Add(int bytes) => Interlocked.Add(ref _bytes, bytes);

    /// <summary>Ends it.</summary>
    public void Dispose() => Volatile.Write(ref _hasEnded, 1);
}
