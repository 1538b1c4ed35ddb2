namespace Seedance.Costs;

/// <summary>What one credit costs: $0.001495, by six quotes of the service's pricing calculator of 2026-08-15 (API page: Prices).</summary>
internal static class CreditPrice
{
    private const decimal Dollars = 0.001495m;

    /// <summary>The quotes are rounded to four decimals, so that a whole number of credits can come out a little smaller.</summary>
    private const decimal RoundingTolerance = 0.04m;

    /// <summary>What was charged in US dollars, in whichever unit the service named it; null when it named none.</summary>
    public static decimal? InDollars(decimal? dollars, decimal? credits) => dollars ?? (credits * Dollars);

    /// <summary>The service charges whole credits.</summary>
    public static int FromDollars(decimal dollars) => (int)Math.Floor((dollars / Dollars) + RoundingTolerance);
}
