namespace Seedance;

/// <summary>The job ended without a video.</summary>
public sealed class GenerationFailedException : SeedanceException
{
    internal GenerationFailedException(SeedanceGeneration generation)
        : base(Messages.GenerationFailed(generation)) => Generation = generation;

    /// <summary>The generation as it was last read.</summary>
    public SeedanceGeneration Generation { get; }
}
