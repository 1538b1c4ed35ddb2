namespace Seedance;

/// <summary>The video could not be written to disk. It is still available from the service.</summary>
public sealed class SaveFailedException : SeedanceException
{
    internal SaveFailedException(SeedanceGeneration generation, string path, Exception inner)
        : base(Messages.SaveFailed(path, inner), inner) => (Path, Generation) = (path, generation);

    /// <summary>The file's path.</summary>
    public string Path { get; }

    /// <summary>The generation whose video was to be saved.</summary>
    public SeedanceGeneration Generation { get; }
}
