namespace Seedance.Downloads;

/// <summary>Where and how a video is saved.</summary>
internal sealed record SaveOptions
{
    /// <summary>Makes the file's path, unless <see cref="Path"/> is given.</summary>
    public FileNameTemplate? Template { get; init; }

    /// <summary>The video's position in the pipeline, for {index}.</summary>
    public int Index { get; init; }

    /// <summary>The file's full path, or null.</summary>
    public string? Path { get; init; }

    /// <summary>Whether existing files are replaced.</summary>
    public bool Force { get; init; }

    /// <summary>Whether no sidecar is written.</summary>
    public bool NoSidecar { get; init; }

    /// <summary>Whether the poster is saved too.</summary>
    public bool Poster { get; init; }

    /// <summary>The full path of a generation's video.</summary>
    public string PathOf(SeedanceGeneration generation) => Path ?? Template!.Resolve(generation, Index);
}
