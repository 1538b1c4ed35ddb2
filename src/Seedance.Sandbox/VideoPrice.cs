namespace Seedance.Sandbox;

/// <summary>What a job costs, after the quotes of the web application.</summary>
internal static class VideoPrice
{
    private const decimal DollarsPerCredit = 0.0005m;

    public static decimal Credits(int width, int height, int seconds) => (Is480p(width, height) ? 112 : 242) * seconds;

    public static decimal Dollars(decimal credits) => credits * DollarsPerCredit;

    // Between the largest size of the 480p tier and the smallest of the 720p tier.
    public static bool Is480p(int width, int height) => (long)width * height is > 0 and < 600_000;
}
