namespace Seedance.Benchmarks;

/// <summary>A large file that begins as a PNG image and takes no room on disk; gone when disposed of.</summary>
internal sealed class SparseFile : IDisposable
{
    public SparseFile(long length)
    {
        using var file = File.Create(Path);
        file.Write(Convert.FromBase64String(ImageFolder.OnePixel));
        file.SetLength(Math.Max(length, file.Length));
        Length = file.Length;
    }

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"seedance-{Guid.NewGuid():N}.png");

    public long Length { get; }

    /// <summary>Reads it once: whoever read it first would otherwise wait for the system to fill its cache.</summary>
    public void Warm()
    {
        using var file = File.OpenRead(Path);
        file.CopyTo(Stream.Null, 1 << 20);
    }

    public void Dispose() => File.Delete(Path);
}
