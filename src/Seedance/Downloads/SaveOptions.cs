namespace Seedance;

/// <summary>What is asked for when a video is saved.</summary>
internal sealed record SaveOptions
{
    /// <summary>Whether a file of that name is replaced.</summary>
    public bool Force { get; init; }

    /// <summary>Whether nothing is written beside the video.</summary>
    public bool NoSidecar { get; init; }
}
