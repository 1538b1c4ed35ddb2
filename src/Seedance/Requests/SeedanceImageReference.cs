namespace Seedance;

/// <summary>An image that guides the entire video. Guide: guidances.image_reference.</summary>
public sealed record SeedanceImageReference
{
    /// <summary>The image.</summary>
    public required SeedanceMedia Image { get; init; }

    /// <summary>How strongly it guides: Low, Mid or High. Null (the default) is not sent; the service then uses Mid.</summary>
    public string? Strength { get => StrengthLevel?.ToString(); init => StrengthLevel = value is null ? null : EnumWords.Parse<SeedanceStrength>(value); }

    /// <summary>Its position among the references, 0 or more. Null (the default) is not sent.</summary>
    public int? Order { get; init; }

    internal SeedanceStrength? StrengthLevel { get; init; }

    /// <summary>The image's name.</summary>
    public override string ToString() => Image.ToString();
}
