namespace Seedance.Submission;

/// <summary>Makes generations of journal entries again: at once where the id is known, else by the account's list.</summary>
internal sealed class JobResumer(SeedanceConnection connection, JobJournal journal, JobRecorder recorder, LostJobFinder finder, ClientOptions options)
{
    /// <summary>Resumes jobs. Every id that is found is in the journal when the task ends.</summary>
    public async Task<ResumedJobs> ResumeAsync(IReadOnlyList<SeedanceJob> requested, CancellationToken cancellationToken)
    {
        var jobs = requested.Where(IsOwn).ToList();
        var generations = jobs.Where(job => !job.IsUnsettled).Select(job => job.ToGeneration(connection)).ToList();
        var failures = requested.Where(job => !IsOwn(job)).Select(job => new OtherAccountException(job)).ToList<SeedanceException>();
        if (jobs.Where(job => job.IsUnsettled).ToList() is { Count: > 0 } unsettled)
        {
            var search = await finder.FindAsync(unsettled, cancellationToken);
            foreach (var job in unsettled)
            {
                if (search.Found.TryGetValue(job.Key, out var generation))
                {
                    options.Trace?.Invoke(() => Messages.LostJobFound(job, generation));
                    generations.Add(await recorder.AcceptAsync(job with { Recovered = true }, generation));
                }
                else
                {
                    failures.Add(search.NotFound(job, null));
                }
            }
        }

        return new ResumedJobs(generations, failures);
    }

    /// <summary>Resumes one job.</summary>
    /// <exception cref="SubmissionUnknownException">It could not be found.</exception>
    public async Task<SeedanceGeneration> ResumeAsync(SeedanceJob job, CancellationToken cancellationToken)
    {
        var resumed = await ResumeAsync([job], cancellationToken);
        return resumed.Failures.Count > 0 ? throw resumed.Failures[0] : resumed.Generations[0];
    }

    private bool IsOwn(SeedanceJob job) => job.Account == journal.Account;
}
