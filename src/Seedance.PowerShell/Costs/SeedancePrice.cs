using Seedance.Generations;
using Seedance.PowerShell.Text;
using Seedance.Requests;

namespace Seedance;

/// <summary>What a video of a model costs in every shape of a size. Prices are linear between the two lengths of a size.</summary>
public sealed record SeedancePrice
{
    /// <summary>The tier, such as 720p.</summary>
    public required string Size { get; init; }

    /// <summary>The length of the video in seconds.</summary>
    public int Duration { get; init; }

    /// <summary>The price, in <see cref="Unit"/>.</summary>
    public decimal Amount { get; init; }

    /// <summary>The unit of the price: DOLLARS.</summary>
    public required string Unit { get; init; }

    /// <summary>Where the price was seen.</summary>
    public required string Source { get; init; }

    /// <summary>When the price was seen.</summary>
    public DateTime Date { get; init; }

    /// <summary>The price of the length and size.</summary>
    public override string ToString() => FormattableString.Invariant($"{CostText.Dollars(Amount)} ({Duration} s, {Size})");

    internal static SeedancePrice Of(PriceQuote quote, PriceList list) => new()
    {
        Size = quote.Tier,
        Duration = quote.Seconds,
        Amount = quote.Dollars,
        Unit = GenerationCost.Dollars,
        Source = list.Source,
        Date = list.Date,
    };
}
