namespace Seedance.Tests.Samples;

/// <summary>A folder for files that tests open; gone when disposed of.</summary>
internal sealed class SampleFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedance-");

    public string Path => _folder.FullName;

    public string Write(string name, byte[] content)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>Opens the content as a local file.</summary>
    public SeedanceMedia Open(byte[] content, string name = "sample") => MediaFile.Open(Write(name, content));

    /// <summary>What is said of a file that is refused, without its path.</summary>
    public string Refuse(byte[] content, string name = "sample")
    {
        var path = Write(name, content);
        var refusal = Assert.Throws<InvalidMediaException>(() => MediaFile.Open(path));
        Assert.Equal(path, refusal.Path);
        Assert.StartsWith(path, refusal.Message, StringComparison.Ordinal);
        return refusal.Message[path.Length..].Trim();
    }

    /// <summary>Opens the content, which may be anything: it is media or it is refused.</summary>
    public SeedanceMedia? OpenOrRefuse(byte[] content)
    {
        try
        {
            return Open(content);
        }
        catch (SeedanceException)
        {
            return null;
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
