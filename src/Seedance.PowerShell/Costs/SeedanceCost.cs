using Seedance.PowerShell.Costs;

namespace Seedance;

/// <summary>What one video will probably cost.</summary>
public sealed record SeedanceCost
{
    /// <summary>The file or the prompt that the video is made of.</summary>
    public string? Input { get; init; }

    /// <summary>The ID of the model.</summary>
    public required string Model { get; init; }

    /// <summary>The tier that the size is charged as, such as 720p; null when the service chooses the size, or when the size is larger than all tiers.</summary>
    public string? Size { get; init; }

    /// <summary>Width in pixels.</summary>
    public int Width { get; init; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; init; }

    /// <summary>The length of the video in seconds.</summary>
    public int Duration { get; init; }

    /// <summary>The price in US dollars; null when it is not known.</summary>
    public decimal? Cost { get; init; }

    /// <summary>The price in credits; null when it is not known.</summary>
    public decimal? Credits { get; init; }

    /// <summary>Charged: the median of what the account was charged for the same model, size and length. PriceList: the prices of PriceDate. Unknown: neither is known.</summary>
    public required string Basis { get; init; }

    /// <summary>The day of the price list; null when the price is not from one.</summary>
    public DateTime? PriceDate { get; init; }

    /// <summary>Whether the video may cost more: what a video reference adds is not known.</summary>
    public bool IsMinimum { get; init; }

    /// <summary>Whether the sandbox is connected, so that the cost is simulated and nothing is paid.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>The table that it is shown in together with the others of its command.</summary>
    internal CostTable? Table { get; init; }
}
