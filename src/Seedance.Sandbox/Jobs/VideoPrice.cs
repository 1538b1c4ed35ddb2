namespace Seedance.Sandbox.Jobs;

/// <summary>The price of a job, from the quotes of the web application.</summary>
internal static class VideoPrice
{
    private const decimal DollarsPerCredit = 0.0005m;

    public static decimal GetCredits(int width, int height, int seconds) => (Is480p(width, height) ? 112 : 242) * seconds;

    public static decimal ToDollars(decimal credits) => credits * DollarsPerCredit;

    // The limit lies between the largest size of the 480p tier and the smallest of the 720p tier.
    public static bool Is480p(int width, int height) => (long)width * height is > 0 and < 600_000;
}
