namespace Seedance;

/// <summary>How strongly an image reference guides the video (guide: image_reference.strength).</summary>
public enum SeedanceStrength
{
    /// <summary>Loosely.</summary>
    Low,

    /// <summary>The service's default.</summary>
    Mid,

    /// <summary>Closely.</summary>
    High,
}
