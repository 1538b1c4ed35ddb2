namespace Seedance;

/// <summary>The file to be written already exists and was not changed.</summary>
public sealed class FileExistsException : SeedanceException
{
    internal FileExistsException(string path, SeedanceGeneration? generation)
        : this(path, generation, Messages.FileExists(path)) { }

    internal FileExistsException(string path, SeedanceGeneration? generation, string message)
        : base(message) => (Path, Generation) = (path, generation);

    /// <summary>The file's path.</summary>
    public string Path { get; }

    /// <summary>The generation whose video was to be saved; null when none was submitted.</summary>
    public SeedanceGeneration? Generation { get; }
}
