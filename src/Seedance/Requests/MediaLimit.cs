namespace Seedance.Requests;

/// <summary>What the service's web application accepts of one kind of media. API page: Uploads.</summary>
internal sealed record MediaLimit(SeedanceMediaKind Kind)
{
    /// <summary>Bytes.</summary>
    public long? MaxBytes { get; init; }

    /// <summary>Seconds.</summary>
    public Bounds? Duration { get; init; }

    /// <summary>Seconds of all files of the kind in one request.</summary>
    public double? MaxTotalDuration { get; init; }

    /// <summary>Frames per second.</summary>
    public Bounds? FrameRate { get; init; }

    /// <summary>Pixels of either side.</summary>
    public Bounds? Side { get; init; }
}
