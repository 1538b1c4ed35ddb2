using Seedance.Requests;

namespace Seedance.PowerShell.Costs;

/// <summary>By what jobs are summed. What is not asked for is null.</summary>
internal sealed record UsageGroup(bool IsSimulated, DateTime? Day, string? JobName, string? Model, string? Size)
{
    public const string ByDay = "Day";
    public const string ByJobName = "JobName";
    public const string ByModel = "Model";
    public const string BySize = "Size";

    public static UsageGroup Of(SeedanceJob job, HashSet<string> by) => new(
        job.IsSimulated,
        by.Contains(ByDay) ? job.SubmittedAt.LocalDateTime.Date : null,
        by.Contains(ByJobName) ? job.JobName : null,
        by.Contains(ByModel) ? job.Model : null,
        by.Contains(BySize) && job is { Width: { } width, Height: { } height } ? VideoModels.Of(job.Model ?? VideoModels.DefaultId).PricedTierOf(width, height) : null);

    /// <summary>The sums of its jobs.</summary>
    public SeedanceUsage Sum(IReadOnlyCollection<SeedanceJob> jobs) => new()
    {
        Day = Day,
        JobName = JobName,
        Model = Model,
        Size = Size,
        Jobs = jobs.Count,
        Failed = jobs.Count(job => job.Status == Journal.JobStatus.Failed),
        Cost = jobs.Sum(job => job.Cost ?? 0),
        Credits = jobs.Sum(job => job.Credits ?? 0),
        CostUnknown = jobs.Count(job => job is { Cost: null, Credits: null }),
        IsSimulated = IsSimulated,
    };
}
