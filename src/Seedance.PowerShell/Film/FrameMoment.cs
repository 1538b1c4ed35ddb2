using System.Globalization;

namespace Seedance.PowerShell.Film;

/// <summary>Which frame of a video is meant.</summary>
/// <param name="At">The time in seconds; null for the first or the last frame.</param>
/// <param name="IsFirst">Whether it is the first frame.</param>
internal sealed record FrameMoment(decimal? At, bool IsFirst)
{
    private string Time => At!.Value.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>What the default name of its file ends with.</summary>
    public string Suffix => At is not null ? "-" + Time : IsFirst ? "-first" : "-last";

    public string Describe() => At is not null ? $"the frame at {Time} s" : IsFirst ? "the first frame" : "the last frame";
}
