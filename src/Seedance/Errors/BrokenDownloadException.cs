namespace Seedance;

/// <summary>The download is not the complete video. The video is still available from the service.</summary>
public sealed class BrokenDownloadException : SeedanceException
{
    internal BrokenDownloadException(SeedanceGeneration generation, string message)
        : base(message) => Generation = generation;

    /// <summary>The generation whose video was to be saved.</summary>
    public SeedanceGeneration Generation { get; }
}
