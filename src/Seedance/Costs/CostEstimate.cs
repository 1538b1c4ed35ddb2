namespace Seedance.Costs;

/// <summary>What a job will probably cost.</summary>
internal sealed record CostEstimate
{
    /// <summary>US dollars; null when the price is not known.</summary>
    public decimal? Dollars { get; init; }

    /// <summary>Credits; null when the price is not known.</summary>
    public decimal? Credits { get; init; }

    /// <summary>One of <see cref="CostBasis"/>.</summary>
    public string Basis { get; init; } = CostBasis.Unknown;

    /// <summary>The day of the price list, where the estimate is based on one.</summary>
    public DateTime? PriceDate { get; init; }

    /// <summary>Whether the job may cost more: what a video reference adds is not known.</summary>
    public bool IsMinimum { get; init; }

    /// <summary>What a limit sets aside for it: the estimate, rounded up to cents; null when the price is not known.</summary>
    public decimal? Reserve => Dollars is { } dollars ? Math.Ceiling(dollars * 100) / 100 : null;
}
