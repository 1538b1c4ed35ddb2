namespace Seedance.Requests;

/// <summary>What a video of one length costs in every shape of a tier.</summary>
/// <param name="Tier">The tier of the size, such as 720p.</param>
/// <param name="Seconds">The length of the video.</param>
/// <param name="Dollars">The price in US dollars.</param>
internal sealed record PriceQuote(string Tier, int Seconds, decimal Dollars);
