using System.Globalization;
using Seedance.PowerShell.Batches;

namespace Seedance.PowerShell.Text;

/// <summary>What the progress lines say.</summary>
internal static class ProgressText
{
    public const string Activity = "Seedance";
    private const string Reading = "Reading jobs";
    private const string Separator = " · ";

    /// <summary>The line of a pipeline, such as: 12 of 30 · 3 uploading · 15 rendering · about 2 min left · $34.70.</summary>
    public static string Line(BatchCounts counts, int uploads, int downloads, TimeSpan? left) => string.Join(Separator, new[]
    {
        counts.Total == 0 ? Reading : FormattableString.Invariant($"{counts.Ended} of {counts.Total}"),
        Part(uploads, "uploading"),
        Part(counts.Submitting - uploads, "submitting"),
        Part(counts.Rendering, "rendering"),
        Part(downloads, "downloading"),
        Part(counts.Saving - downloads, "saving"),
        left is { } time ? $"{TimeLeft(time)} left" : null,
        Cost(counts.Cost),
    }.OfType<string>());

    /// <summary>How far a transfer is, such as: Downloading 12.3 of 45.0 MB, or 12 of 45 kB.</summary>
    public static string Transfer(bool isUpload, long bytes, long? length) =>
        (isUpload ? "Uploading " : "Downloading ") + (Math.Max(bytes, length ?? 0) >= 1_000_000 ? Amount(bytes, length, 1e6, "0.0", "MB") : Amount(bytes, length, 1e3, "0", "kB"));

    /// <summary>What jobs cost, as far as it is known; null when nothing is.</summary>
    public static string? Cost(BatchCost cost) =>
        cost.Known == 0 ? null : (cost.Unknown > 0 ? "at least " : string.Empty) + CostText.Dollars(cost.Dollars) + CostText.Mark(cost.IsSimulated);

    private static string Amount(long bytes, long? length, double unit, string format, string name) =>
        (bytes / unit).ToString(format, CultureInfo.InvariantCulture) + (length is { } total ? $" of {(total / unit).ToString(format, CultureInfo.InvariantCulture)}" : string.Empty) + $" {name}";

    private static string? Part(int count, string what) => count > 0 ? FormattableString.Invariant($"{count} {what}") : null;

    /// <summary>Rounded up, as roughly as it is known.</summary>
    private static string TimeLeft(TimeSpan time) => time.TotalSeconds switch
    {
        <= 90 => FormattableString.Invariant($"about {10 * Math.Ceiling(time.TotalSeconds / 10)} s"),
        <= 90 * 60 => FormattableString.Invariant($"about {Math.Ceiling(time.TotalMinutes)} min"),
        _ => FormattableString.Invariant($"about {Math.Ceiling(time.TotalHours)} h"),
    };
}
