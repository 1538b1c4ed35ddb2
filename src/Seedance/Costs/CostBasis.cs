namespace Seedance.Costs;

/// <summary>What an estimate is based on, in the words of the output.</summary>
internal static class CostBasis
{
    /// <summary>What the account was charged for the same model, tier and length.</summary>
    public const string Charged = "Charged";

    /// <summary>The prices in the model table.</summary>
    public const string PriceList = "PriceList";

    /// <summary>Neither is known.</summary>
    public const string Unknown = "Unknown";
}
