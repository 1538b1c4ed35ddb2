using System.Text;

namespace Seedance.Benchmarks;

/// <summary>A folder of small images, each with content of its own; gone when disposed of.</summary>
internal sealed class ImageFolder : IDisposable
{
    /// <summary>A PNG of one white pixel, in base64.</summary>
    public const string OnePixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsWu0AgAAAABJRU5ErkJggg==";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedance-images-");

    public ImageFolder(int count)
    {
        for (var number = 1; number <= count; number++)
        {
            File.WriteAllBytes(System.IO.Path.Combine(Path, $"image{number:D3}.png"), [.. Convert.FromBase64String(OnePixel), .. Encoding.UTF8.GetBytes($"{number}")]);
        }
    }

    public string Path => _folder.FullName;

    /// <summary>The MP4s below it.</summary>
    public int Videos => Directory.EnumerateFiles(Path, "*.mp4", SearchOption.AllDirectories).Count();

    /// <summary>Takes away what a run has made.</summary>
    public void Clear()
    {
        foreach (var folder in _folder.EnumerateDirectories())
        {
            folder.Delete(recursive: true);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
