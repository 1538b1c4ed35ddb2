using Seedance.Journal;
using Seedance.PowerShell.Views;
using Seedance.Requests;

namespace Seedance.PowerShell.Text;

/// <summary>What tab completion shows beside a value.</summary>
internal static class Tooltips
{
    public const string WithAudio = "With audio (the default)";
    public const string WithoutAudio = "Without audio, as -NoAudio";
    public const string AutoRatio = "The ratio that is nearest to the start frame's";
    public const string RandomSeed = "Random: the service draws the seed";
    public const string Default = "The default";

    private const int MaxPromptColumns = 80;
    private const int DefaultDuration = 8;

    public static string Duration(long seconds, VideoModel model) => model.Prices is { } prices
        ? $"{seconds} s: about {string.Join(", ", model.Tiers.Select(tier => $"{CostText.Dollars(prices.PriceOf(tier, (int)seconds)!.Value)} at {tier}"))}"
        : $"{seconds} s";

    public static string Size(VideoSize size) => $"{size.Width} x {size.Height} ({size.AspectRatio}, {size.Tier})";

    public static string Tier(string tier, VideoModel model) =>
        model.Prices?.PriceOf(tier, DefaultDuration) is { } price ? $"{tier}: {DefaultDuration} s cost about {CostText.Dollars(price)}" : tier;

    public static string Model(VideoModel model) =>
        $"{model.Duration} s, {string.Join(", ", model.Tiers)}{(model.Prices?.PriceOf("720p", DefaultDuration) is { } price ? $"; {DefaultDuration} s at 720p cost about {CostText.Dollars(price)}" : "; its price is not known")}";

    public static string Mode(string tier) => $"{tier} (deprecated: use -Size {tier})";

    public static string Status(string status) => status switch
    {
        JobStatus.Submitting => "Submitting: its request is in progress",
        JobStatus.Unknown => "Unknown: its response was lost; Resume-SeedanceGeneration looks for it",
        JobStatus.Pending => "Pending: it is running on the service",
        JobStatus.Complete => "Complete: its video can be saved",
        JobStatus.Failed => "Failed: it ended without a video",
        _ => "Saved: its video is on disk",
    };

    public static string Placeholder(string placeholder) => placeholder switch
    {
        "sourceName" => "The name of the file that the video is made from, or else the prompt",
        "id" => "The ID of the generation",
        "prompt" => "The prompt",
        "seed" => "The seed",
        "take" => "The number of the take (-Count), from 1",
        "date" => "The day it was created, such as 2026-08-01",
        _ => "The position in the pipeline, such as 0001",
    };

    public static string UsageGroup(string word) => word switch
    {
        Costs.UsageGroup.ByDay => "The local day on which the jobs were submitted",
        Costs.UsageGroup.ByJobName => "The name of their batch",
        Costs.UsageGroup.ByModel => "The model",
        _ => "The tier of the size, such as 720p",
    };

    public static string Day(int daysAgo) => daysAgo switch { 0 => "Today", 1 => "Yesterday", _ => $"{daysAgo} days ago" };

    public static string Job(SeedanceJob job) => Describe(job.Status, job.SubmittedAt, job.SourcePath, job.Prompt);

    public static string Generation(SeedanceGeneration generation) => Describe(generation.Status, generation.CreatedAt, generation.SourcePath, generation.Prompt);

    /// <summary>The jobs of one name, newest first.</summary>
    public static string Batch(IReadOnlyList<SeedanceJob> jobs)
    {
        var statuses = jobs.GroupBy(job => job.Status).OrderByDescending(same => JobStatus.Rank(same.Key)).Select(same => $"{same.Count()} {same.Key.ToLowerInvariant()}");
        return $"{jobs.Count} {(jobs.Count == 1 ? "job" : "jobs")} ({string.Join(", ", statuses)}), latest {SeedanceView.Age(jobs[0].SubmittedAt)} ago";
    }

    public static string Media(JobMedia media, SeedanceJob job) => $"{Path.GetFileName(media.File)}, used {SeedanceView.Age(job.SubmittedAt)} ago";

    private static string Describe(string status, DateTimeOffset? time, string? sourcePath, string? prompt)
    {
        var age = time is null ? string.Empty : $", {SeedanceView.Age(time)} ago";
        var source = sourcePath is null ? string.Empty : $"{Path.GetFileName(sourcePath)}: ";
        return $"{status}{age}: {source}{TerminalText.Cut(prompt ?? string.Empty, MaxPromptColumns)}";
    }
}
