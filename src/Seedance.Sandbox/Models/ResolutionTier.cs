namespace Seedance.Sandbox.Models;

/// <summary>A resolution of a model, such as 720p, and what one second of video costs in it.</summary>
internal sealed record ResolutionTier(int Lines, decimal CreditsPerSecond)
{
    /// <summary>The value of the deprecated <c>mode</c> that means this tier.</summary>
    public string Mode => $"RESOLUTION_{Lines}";
}
