using Seedance.Journal;
using Seedance.Requests;

namespace Seedance.PowerShell.Text;

/// <summary>What tab completion shows beside a value.</summary>
internal static class Tooltips
{
    public static string Duration(long seconds, IReadOnlyDictionary<string, int> creditsPerSecond) =>
        $"{seconds} s: about {string.Join(", ", creditsPerSecond.Select(tier => $"{tier.Value * seconds} credits at {tier.Key}"))}";

    public static string Size(VideoSize size) => $"{size.Width} x {size.Height} ({size.AspectRatio}, {size.Tier})";

    public static string Tier(string tier, int creditsPerSecond) => $"{tier}: about {creditsPerSecond} credits per second";

    public static string Status(string status) => status switch
    {
        JobStatus.Submitting => "Submitting: its request is in progress",
        JobStatus.Unknown => "Unknown: its response was lost; Resume-SeedanceGeneration looks for it",
        JobStatus.Pending => "Pending: it is running on the service",
        JobStatus.Complete => "Complete: its video can be saved",
        JobStatus.Failed => "Failed: it ended without a video",
        _ => "Saved: its video is on disk",
    };
}
