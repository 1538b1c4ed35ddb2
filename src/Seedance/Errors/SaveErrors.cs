namespace Seedance;

/// <summary>The file to be written exists already and was left as it is.</summary>
public sealed class FileExistsException : SeedanceException
{
    internal FileExistsException(string path, SeedanceGeneration? generation)
        : base(Strings.FileExists(path)) => (Path, Generation) = (path, generation);

    /// <summary>The file's path.</summary>
    public string Path { get; }

    /// <summary>The generation whose video it was to be; null when none was submitted for it.</summary>
    public SeedanceGeneration? Generation { get; }
}

/// <summary>The video could not be written to disk. It is still at the service.</summary>
public sealed class SaveFailedException : SeedanceException
{
    internal SaveFailedException(SeedanceGeneration generation, string path, Exception inner)
        : base(Strings.SaveFailed(path, inner), inner) => (Path, Generation) = (path, generation);

    /// <summary>The file's path.</summary>
    public string Path { get; }

    /// <summary>The generation whose video it was to be.</summary>
    public SeedanceGeneration Generation { get; }
}

/// <summary>What was downloaded is not the whole video. It is still at the service.</summary>
public sealed class BrokenDownloadException : SeedanceException
{
    internal BrokenDownloadException(SeedanceGeneration generation, string message)
        : base(message) => Generation = generation;

    /// <summary>The generation whose video it was to be.</summary>
    public SeedanceGeneration Generation { get; }
}
