using Seedance.Media;

namespace Seedance.MediaProbe;

/// <summary>The results for files that can't be used.</summary>
internal static class Refusals
{
    public static MediaProbeResult Unsupported(string? format) => new() { Refusal = MediaRefusal.UnsupportedFormat, Format = format };

    public static MediaProbeResult Incomplete(string format) => new() { Refusal = MediaRefusal.Incomplete, Format = format };
}
