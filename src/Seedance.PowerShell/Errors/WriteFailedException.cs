using Seedance.PowerShell.Text;

namespace Seedance;

/// <summary>A file that is made on this machine could not be written.</summary>
public sealed class WriteFailedException : SeedanceException
{
    internal WriteFailedException(string path, Exception inner)
        : base(FilmText.WriteFailed(path, inner), inner) => Path = path;

    /// <summary>The file's path.</summary>
    public string Path { get; }
}
