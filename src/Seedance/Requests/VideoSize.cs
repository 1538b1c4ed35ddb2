namespace Seedance.Requests;

/// <summary>One of the sizes that the service's web application offers, in pixels.</summary>
internal sealed record VideoSize(string Tier, string AspectRatio, int Width, int Height)
{
    /// <summary>Pixels.</summary>
    public long Area => (long)Width * Height;
}
