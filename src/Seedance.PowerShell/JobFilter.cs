using System.Management.Automation;

namespace Seedance.PowerShell;

/// <summary>Which entries of the journal are asked for; null asks for all.</summary>
internal sealed record JobFilter
{
    public IReadOnlyList<string>? Status { get; init; }

    public IReadOnlyList<string>? JobName { get; init; }

    public IReadOnlyList<string>? Prompt { get; init; }

    public IReadOnlyList<string>? Id { get; init; }

    public IReadOnlyList<string>? Key { get; init; }

    public DateTime? Since { get; init; }

    public DateTime? Before { get; init; }

    public bool Takes(SeedanceJob job) =>
        IsLike(Status, job.Status) && IsLike(JobName, job.JobName) && IsLike(Prompt, job.Prompt) && IsLike(Id, job.Id) && IsLike(Key, job.Key)
        && !(job.SubmittedAt < Since) && !(job.SubmittedAt >= Before);

    private static bool IsLike(IReadOnlyList<string>? patterns, string? value) =>
        patterns is null || (value is not null && patterns.Any(pattern => new WildcardPattern(pattern, WildcardOptions.IgnoreCase).IsMatch(value)));
}
