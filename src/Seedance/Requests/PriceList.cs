namespace Seedance.Requests;

/// <summary>The prices of a model as they were on a day. They are estimates: the cost in the create response is what was charged.</summary>
/// <param name="Source">Where they were seen.</param>
/// <param name="Date">When they were seen.</param>
/// <param name="Quotes">Two for each tier: prices are linear between them (API page: Prices).</param>
internal sealed record PriceList(string Source, DateTime Date, IReadOnlyList<PriceQuote> Quotes)
{
    /// <summary>The price of a video in US dollars; null when the tier has no quotes.</summary>
    public decimal? PriceOf(string tier, int seconds)
    {
        if (Quotes.Where(quote => quote.Tier == tier).ToList() is not [var first, var last])
        {
            return null;
        }

        return first.Dollars + ((seconds - first.Seconds) * (last.Dollars - first.Dollars) / (last.Seconds - first.Seconds));
    }
}
