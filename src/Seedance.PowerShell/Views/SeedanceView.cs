using System.Globalization;
using Seedance.Journal;
using Seedance.PowerShell.Text;
using Seedance.PowerShell.Views;
using Seedance.Requests;

namespace Seedance;

/// <summary>The texts of the module's tables and lists. Its format file calls them; for scripts the objects have the data.</summary>
/// <remarks>They take plain values where they can: an object that was restored from another process has those, and is not of its type.</remarks>
public static class SeedanceView
{
    /// <summary>The status in its color. That of a saved video links to the file: PowerShell cuts wider columns without closing the link.</summary>
    public static string Status(string? status, string? path)
    {
        var text = Terminal.Color(Line(status), status switch
        {
            JobStatus.Complete or JobStatus.Saved => "Green",
            JobStatus.Pending or JobStatus.Submitting => "Yellow",
            JobStatus.Failed => "Red",
            _ => "Magenta",
        });
        return string.IsNullOrEmpty(path) ? text : Terminal.Link(text, path!);
    }

    /// <summary>The severity in its color.</summary>
    public static string Severity(string? severity) => Terminal.Color(Line(severity), severity == "Warning" ? "Yellow" : "Red");

    /// <summary>The cost in dollars, or in credits where the service charged those. That of the sandbox is marked as simulated.</summary>
    public static string Cost(decimal? cost, decimal? credits, bool isSimulated)
    {
        var text = cost is { } dollars ? CostText.Dollars(dollars) : credits is { } amount ? amount.ToString("0.##", CultureInfo.InvariantCulture) + " cr" : string.Empty;
        return isSimulated && text.Length > 0 ? $"sim {text}" : text;
    }

    /// <summary>The estimated cost; below the last row of a table also the sum.</summary>
    public static string CostWithSum(SeedanceCost row)
    {
        var cost = row.Cost is { } dollars ? $"{(row.IsMinimum ? ">= " : string.Empty)}{CostText.Dollars(dollars)}{(row.IsSimulated ? " sim" : string.Empty)}" : "not known";
        return row.Table?.Footer(row) is { } sum ? $"{cost}\n{new string('-', sum.Length)}\n{sum}" : cost;
    }

    /// <summary>What a default video of a model costs; empty when that is not known.</summary>
    public static string DefaultPrice(string? model) =>
        VideoModels.Of(model ?? string.Empty).Prices?.PriceOf("720p", 8) is { } price ? CostText.Dollars(price) : string.Empty;

    /// <summary>A local day.</summary>
    public static string Day(DateTime? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? string.Empty;

    /// <summary>The tiers of a model's sizes.</summary>
    public static string Tiers(string? model) => string.Join(", ", VideoModels.Of(model ?? string.Empty).Tiers);

    /// <summary>The time that has passed, such as 3 min.</summary>
    public static string Age(DateTimeOffset? time) => time is { } then && then != default ? Passed(DateTimeOffset.UtcNow - then) : string.Empty;

    /// <summary>The time that has passed and the local time, such as 3 min ago (2026-08-01 09:30:00).</summary>
    public static string When(DateTimeOffset? time) => time is { } then && then != default ? $"{Age(then)} ago ({Local(then)})" : string.Empty;

    /// <summary>The time by the clock of this machine.</summary>
    public static string Local(DateTimeOffset? time) => time?.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? string.Empty;

    /// <summary>The size in pixels, such as 1280x720.</summary>
    public static string Size(int? width, int? height) => width > 0 && height > 0 ? FormattableString.Invariant($"{width}x{height}") : string.Empty;

    /// <summary>The length and size of a video.</summary>
    public static string Video(int? seconds, int? width, int? height) =>
        string.Join(", ", new[] { seconds is null ? string.Empty : FormattableString.Invariant($"{seconds} s"), Size(width, height) }.Where(text => text.Length > 0));

    /// <summary>The length of a file.</summary>
    public static string Length(long? bytes) => bytes switch
    {
        null => string.Empty,
        < 1000 => FormattableString.Invariant($"{bytes} B"),
        < 1_000_000 => FormattableString.Invariant($"{bytes / 1000.0:0.0} KB"),
        _ => FormattableString.Invariant($"{bytes / 1_000_000.0:0.0} MB"),
    };

    /// <summary>A text on one line, in so many columns at most.</summary>
    public static string Cut(string? text, int columns) => text is null ? string.Empty : TerminalText.Cut(text, columns);

    /// <summary>A text on one line.</summary>
    public static string Line(string? text) => text is null ? string.Empty : TerminalText.Clean(text);

    /// <summary>The name of the file that a video was made from, or else the prompt, in so many columns at most.</summary>
    public static string Input(string? sourcePath, string? prompt, int columns) => Cut(string.IsNullOrEmpty(sourcePath) ? prompt : Path.GetFileName(sourcePath), columns);

    /// <summary>The name of a file.</summary>
    public static string File(string? path) => Line(Path.GetFileName(path));

    /// <summary>The outcome of a job: its file, or why it failed, in so many columns at most.</summary>
    public static string Result(string? path, string? failure, int columns) => Cut(string.IsNullOrEmpty(path) ? failure : Path.GetFileName(path), columns);

    /// <summary>A path as a link to its file.</summary>
    public static string PathLink(string? path) => string.IsNullOrEmpty(path) ? string.Empty : Terminal.Link(Line(path), path!);

    /// <summary>The references of a draft by kind, such as 2 images, 1 audio. Nothing for one that was restored from another process.</summary>
    public static string References(object draft)
    {
        if (draft is not SeedanceRequest request)
        {
            return string.Empty;
        }

        var frames = request switch
        {
            { StartFrame: not null, EndFrame: not null } => "start and end frame",
            { StartFrame: not null } => "start frame",
            { EndFrame: not null } => "end frame",
            _ => string.Empty,
        };
        return string.Join(", ", new[] { frames, Count(request.ImageReferences.Count, "image"), Count(request.VideoReferences.Count, "video"), request.AudioReferences.Count > 0 ? FormattableString.Invariant($"{request.AudioReferences.Count} audio") : string.Empty }.Where(text => text.Length > 0));
    }

    /// <summary>The files, IDs and addresses of the references of a draft.</summary>
    public static string Files(object draft) => draft is SeedanceRequest request ? Line(string.Join(", ", request.AllMedia)) : string.Empty;

    /// <summary>The references of a draft by kind, and which they are.</summary>
    public static string ReferencesAndFiles(object draft) => draft is not SeedanceRequest request ? string.Empty : request.HasGuidance ? $"{References(request)} ({Files(request)})" : "none";

    /// <summary>Yes or no.</summary>
    public static string YesNo(bool value) => value ? "Yes" : "No";

    private static string Count(int count, string kind) => count switch { 0 => string.Empty, 1 => $"1 {kind}", _ => FormattableString.Invariant($"{count} {kind}s") };

    // The service's clock can be ahead.
    private static string Passed(TimeSpan time) =>
        time.TotalSeconds < 60 ? FormattableString.Invariant($"{Math.Max(0, (int)time.TotalSeconds)} s")
        : time.TotalMinutes < 60 ? FormattableString.Invariant($"{(int)time.TotalMinutes} min")
        : time.TotalHours < 24 ? FormattableString.Invariant($"{(int)time.TotalHours} h")
        : FormattableString.Invariant($"{(int)time.TotalDays} d");
}
