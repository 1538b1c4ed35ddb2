using Seedance.Media;
using Seedance.Requests;

namespace Seedance;

/// <summary>A model of the Seedance family: what it accepts and what it costs.</summary>
public sealed record SeedanceModel
{
    /// <summary>The ID, for -Model.</summary>
    public required string Id { get; init; }

    /// <summary>Whether it is used when no model is given.</summary>
    public bool IsDefault { get; init; }

    /// <summary>The shortest length in seconds.</summary>
    public int MinDuration { get; init; }

    /// <summary>The greatest length in seconds.</summary>
    public int MaxDuration { get; init; }

    /// <summary>How many image references it accepts.</summary>
    public int MaxImageReferences { get; init; }

    /// <summary>How many video references it accepts.</summary>
    public int MaxVideoReferences { get; init; }

    /// <summary>How many audio references it accepts.</summary>
    public int MaxAudioReferences { get; init; }

    /// <summary>Whether image references may have a strength.</summary>
    public bool HasStrength { get; init; }

    /// <summary>The values of the deprecated -Mode; empty when it has none.</summary>
    public IReadOnlyList<string> Modes { get; init => field = TextList<string>.Of(value); } = TextList<string>.None;

    /// <summary>The sizes that the service's web application offers. The service accepts others too.</summary>
    public IReadOnlyList<SeedanceSize> Sizes { get; init => field = TextList<SeedanceSize>.Of(value); } = TextList<SeedanceSize>.None;

    /// <summary>What it costs; empty when that is not known.</summary>
    public IReadOnlyList<SeedancePrice> Prices { get; init => field = TextList<SeedancePrice>.Of(value); } = TextList<SeedancePrice>.None;

    /// <summary>The ID.</summary>
    public override string ToString() => Id;

    internal static SeedanceModel Of(VideoModel model) => new()
    {
        Id = model.Id,
        IsDefault = model.Id == VideoModels.DefaultId,
        MinDuration = (int)model.Duration.Min,
        MaxDuration = (int)model.Duration.Max,
        MaxImageReferences = model.Rule(RequestField.ImageReference).Max,
        MaxVideoReferences = model.Rule(RequestField.VideoReference).Max,
        MaxAudioReferences = model.Rule(RequestField.AudioReference).Max,
        HasStrength = model.HasStrength,
        Modes = [.. model.Modes!.Keys],
        Sizes = [.. model.Sizes.Select(size => new SeedanceSize { Size = size.Tier, AspectRatio = size.AspectRatio, Width = size.Width, Height = size.Height })],
        Prices = [.. (model.Prices?.Quotes ?? []).Select(quote => SeedancePrice.Of(quote, model.Prices!))],
    };
}
