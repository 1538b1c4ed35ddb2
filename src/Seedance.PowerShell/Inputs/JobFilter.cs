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

    /// <summary>The requested ones among the jobs.</summary>
    public IEnumerable<SeedanceJob> Apply(IReadOnlyList<SeedanceJob> jobs) => Apply(jobs, jobs);

    /// <summary>The requested ones among the jobs.</summary>
    /// <param name="jobs">The jobs.</param>
    /// <param name="existing">All jobs that exist, whose names are names and not patterns.</param>
    public IEnumerable<SeedanceJob> Apply(IReadOnlyList<SeedanceJob> jobs, IEnumerable<SeedanceJob> existing)
    {
        var checks = new List<Func<SeedanceJob, bool>> { job => !(job.SubmittedAt < Since) && !(job.SubmittedAt >= Before) };
        Add(Status, job => job.Status);
        Add(JobName, job => job.JobName);
        Add(Prompt, job => job.Prompt);
        Add(Id, job => job.Id);
        Add(Key, job => job.Key);
        return jobs.Where(job => checks.TrueForAll(check => check(job)));

        void Add(IReadOnlyList<string>? names, Func<SeedanceJob, string?> nameOf)
        {
            if (names is not null)
            {
                var filter = new NameFilter(names, existing.Select(nameOf));
                checks.Add(job => filter.Matches(nameOf(job)));
            }
        }
    }
}
