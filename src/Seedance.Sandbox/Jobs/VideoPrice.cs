using Seedance.Sandbox.Models;

namespace Seedance.Sandbox.Jobs;

/// <summary>The price of a job.</summary>
internal static class VideoPrice
{
    private const decimal DollarsPerCredit = 0.001495m;

    /// <summary>The credits of a job; null when the model's price is not known.</summary>
    public static decimal? FindCredits(SandboxModel model, int width, int height, int seconds) =>
        model.FindTier(width, height) is { } tier ? decimal.Floor(tier.CreditsPerSecond * seconds) : null;

    public static decimal? ToDollars(decimal? credits) => credits * DollarsPerCredit;
}
