namespace Seedance.Sandbox.Models;

/// <summary>What one model accepts and what it costs.</summary>
internal sealed record SandboxModel
{
    public required string Id { get; init; }

    public int MinSeconds { get; init; } = 4;

    public required int MaxSeconds { get; init; }

    public required int MaxImageReferences { get; init; }

    public required int MaxVideoReferences { get; init; }

    public required int MaxAudioReferences { get; init; }

    /// <summary>Whether the model has the deprecated parameter <c>mode</c>.</summary>
    public required bool AllowsMode { get; init; }

    /// <summary>Whether an image reference can have a <c>strength</c>.</summary>
    public required bool AllowsStrength { get; init; }

    /// <summary>Whether an audio reference can be of type GENERATED.</summary>
    public required bool AllowsGeneratedAudio { get; init; }

    /// <summary>The tiers in ascending order; empty when the price is not known.</summary>
    public required IReadOnlyList<ResolutionTier> Tiers { get; init; }

    /// <summary>The tier of a size, or the largest one below it when the model does not have that tier. Null when the price is not known.</summary>
    public ResolutionTier? FindTier(int width, int height)
    {
        // Each limit lies between the largest size of a tier and the smallest of the next one.
        var lines = ((long)width * height) switch
        {
            0 => 720,
            < 600_000 => 480,
            < 1_500_000 => 720,
            < 4_500_000 => 1080,
            _ => 2160,
        };
        return Tiers.LastOrDefault(tier => tier.Lines <= lines);
    }
}
