namespace Seedance;

/// <summary>A size that the service's web application offers.</summary>
public sealed record SeedanceSize
{
    /// <summary>The tier, for -Size.</summary>
    public required string Size { get; init; }

    /// <summary>The shape, for -AspectRatio.</summary>
    public required string AspectRatio { get; init; }

    /// <summary>Width in pixels.</summary>
    public int Width { get; init; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; init; }

    /// <summary>The size in pixels.</summary>
    public override string ToString() => FormattableString.Invariant($"{Width}x{Height}");
}
