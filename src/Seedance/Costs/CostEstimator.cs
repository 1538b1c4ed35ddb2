namespace Seedance.Costs;

/// <summary>Estimates what a request will cost: by what the account was charged before, else by the price list.</summary>
internal static class CostEstimator
{
    public static CostEstimate Estimate(SeedanceRequest request, VideoModel model, ChargedCosts? charged)
    {
        var isMinimum = request.VideoReferences.Count > 0;
        if (charged?.Find(CostKind.Of(request, model)) is { } median)
        {
            return new CostEstimate { Dollars = median, Credits = CreditPrice.FromDollars(median), Basis = CostBasis.Charged, IsMinimum = isMinimum };
        }

        return model.PricedTierOf(request.Width, request.Height) is { } tier && model.Prices?.PriceOf(tier, request.Duration) is { } price
            ? new CostEstimate { Dollars = decimal.Round(price, 4), Credits = CreditPrice.FromDollars(price), Basis = CostBasis.PriceList, PriceDate = model.Prices.Date, IsMinimum = isMinimum }
            : new CostEstimate { IsMinimum = isMinimum };
    }
}
