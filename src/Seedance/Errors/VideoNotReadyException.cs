namespace Seedance;

/// <summary>The generation has no video to save yet.</summary>
public sealed class VideoNotReadyException : SeedanceException
{
    internal VideoNotReadyException(SeedanceGeneration generation)
        : base(Messages.VideoNotReady(generation)) => Generation = generation;

    /// <summary>The generation as it was last read.</summary>
    public SeedanceGeneration Generation { get; }
}
