namespace Seedance.Submission;

/// <summary>Makes generations of journal entries again: at once where the id is known, else by the account's list.</summary>
internal sealed class JobResumer(SeedanceConnection connection, JobRecorder recorder, LostJobFinder finder, ClientOptions options)
{
    /// <summary>Resumes jobs. Every id that is found is in the journal when the task ends.</summary>
    public async Task<ResumedJobs> ResumeAsync(IReadOnlyList<SeedanceJob> jobs, CancellationToken cancellationToken)
    {
        var generations = jobs.Where(job => !job.IsUnsettled).Select(job => job.ToGeneration(connection)).ToList();
        var lost = new List<SubmissionUnknownException>();
        if (jobs.Where(job => job.IsUnsettled).ToList() is { Count: > 0 } unsettled)
        {
            var search = await finder.FindAsync(unsettled, cancellationToken);
            foreach (var job in unsettled)
            {
                if (search.Found.TryGetValue(job.Key, out var generation))
                {
                    options.Trace?.Invoke(() => Messages.LostJobFound(job, generation));
                    generations.Add(await recorder.AcceptAsync(job, generation));
                }
                else
                {
                    lost.Add(new SubmissionUnknownException(job, null, search.Failure));
                }
            }
        }

        return new ResumedJobs(generations, lost);
    }

    /// <summary>Resumes one job.</summary>
    /// <exception cref="SubmissionUnknownException">It could not be found.</exception>
    public async Task<SeedanceGeneration> ResumeAsync(SeedanceJob job, CancellationToken cancellationToken)
    {
        var resumed = await ResumeAsync([job], cancellationToken);
        return resumed.Lost.Count > 0 ? throw resumed.Lost[0] : resumed.Generations[0];
    }
}
