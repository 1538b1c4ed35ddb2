namespace Seedance;

/// <summary>A file does not exist.</summary>
public sealed class MissingFileException : SeedanceException
{
    internal MissingFileException(string path) : base(Messages.MissingFile(path)) => Path = path;

    /// <summary>The path as it was given or resolved.</summary>
    public string Path { get; }
}
