namespace Seedance.Media;

/// <summary>What a local file is, or why it is refused. Plain values only: it passes between two load contexts.</summary>
internal sealed record MediaProbeResult
{
    /// <summary>Why the file can't be used; null for a supported and complete one.</summary>
    public MediaRefusal? Refusal { get; init; }

    /// <summary>What a refused file is, with its article, such as "an AVIF image"; null where that is unknown.</summary>
    public string? Format { get; init; }

    /// <summary>Image, video or audio.</summary>
    public SeedanceMediaKind Kind { get; init; }

    /// <summary>The extension that the content calls for, such as png; empty for a refused file.</summary>
    public string Extension { get; init; } = string.Empty;

    /// <summary>Width in pixels as it is shown, which is after a rotation; null where the file doesn't say.</summary>
    public int? Width { get; init; }

    /// <summary>Height in pixels as it is shown; null where the file doesn't say.</summary>
    public int? Height { get; init; }

    /// <summary>Seconds, always more than 0; null where the file doesn't say.</summary>
    public double? Duration { get; init; }

    /// <summary>Frames per second of the video track; null where the file doesn't say.</summary>
    public double? FrameRate { get; init; }
}
