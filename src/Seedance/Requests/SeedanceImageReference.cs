namespace Seedance;

/// <summary>A picture that guides the whole video. Guide: guidances.image_reference.</summary>
public sealed record SeedanceImageReference
{
    /// <summary>The picture.</summary>
    public required SeedanceMedia Image { get; init; }

    /// <summary>How strongly it guides. Null (the default) is not sent: the service takes Mid.</summary>
    public SeedanceStrength? Strength { get; init; }

    /// <summary>Its place among the references, 0 or more. Null (the default) is not sent.</summary>
    public int? Order { get; init; }

    /// <summary>The picture's name.</summary>
    public override string ToString() => Image.ToString();
}

/// <summary>How strongly a picture guides (guide: image_reference.strength).</summary>
public enum SeedanceStrength
{
    /// <summary>Loosely.</summary>
    Low,

    /// <summary>The service's own default.</summary>
    Mid,

    /// <summary>Closely.</summary>
    High,
}
