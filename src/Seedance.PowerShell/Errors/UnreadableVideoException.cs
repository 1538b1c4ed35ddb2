using Seedance.PowerShell.Text;

namespace Seedance;

/// <summary>A local file is not a video that ffmpeg can read.</summary>
public sealed class UnreadableVideoException : SeedanceException
{
    internal UnreadableVideoException(string path, string? reason)
        : base(FilmText.Unreadable(path, reason)) => Path = path;

    /// <summary>The file's path.</summary>
    public string Path { get; }
}
