using System.Management.Automation;

namespace Seedance.PowerShell.Inputs;

/// <summary>Which entries of the journal are requested; null requests all.</summary>
internal sealed record JobFilter
{
    public IReadOnlyList<string>? Status { get; init; }

    public IReadOnlyList<string>? JobName { get; init; }

    public IReadOnlyList<string>? Prompt { get; init; }

    public IReadOnlyList<string>? Id { get; init; }

    public IReadOnlyList<string>? Key { get; init; }

    public DateTime? Since { get; init; }

    public DateTime? Before { get; init; }

    public bool Matches(SeedanceJob job) =>
        MatchesAny(Status, job.Status) && MatchesAny(JobName, job.JobName) && MatchesAny(Prompt, job.Prompt) && MatchesAny(Id, job.Id) && MatchesAny(Key, job.Key)
        && !(job.SubmittedAt < Since) && !(job.SubmittedAt >= Before);

    private static bool MatchesAny(IReadOnlyList<string>? patterns, string? value) =>
        patterns is null || (value is not null && patterns.Any(pattern => new WildcardPattern(pattern, WildcardOptions.IgnoreCase).IsMatch(value)));
}
