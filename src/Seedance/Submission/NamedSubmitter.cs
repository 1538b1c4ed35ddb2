namespace Seedance.Submission;

/// <summary>Submits the same inputs once under a name, however often, and from however many processes, they come.</summary>
internal sealed class NamedSubmitter(SeedanceConnection connection, JobJournal journal, RequestSubmitter submitter, JobResumer resumer)
{
    private static readonly TimeSpan _pollInterval = TimeSpan.FromSeconds(0.25);

    /// <summary>The job of the inputs: the one that was submitted under the name before, or else a new one.</summary>
    public async Task<SeedanceGeneration> SubmitOnceAsync(SeedanceRequest request, VideoModel model, SubmissionOptions options, CancellationToken cancellationToken)
    {
        var hashed = await request.WithMediaAsync(media => MediaUploads.HashAsync(media, cancellationToken));
        var key = await (options.Turn ?? new NamedInputs().TakeTurn()).NextKeyAsync(hashed, model, options.JobName!, cancellationToken);
        await ArchiveEarlierAsync(key, options.Resubmit, cancellationToken);
        while (true)
        {
            if (await FindSubmittedAsync(key, cancellationToken) is { } submitted)
            {
                return submitted;
            }

            if (await submitter.SubmitAsync(key, hashed, model, options, cancellationToken) is { } created)
            {
                return created;
            }
        }
    }

    /// <summary>Frees the key for another submission, where the user asked to pay again.</summary>
    private async Task ArchiveEarlierAsync(string key, ResubmitMode mode, CancellationToken cancellationToken)
    {
        if (mode == ResubmitMode.Never)
        {
            return;
        }

        var earlier = journal.Read(key);
        while (earlier is not null && journal.IsBeingSubmitted(earlier))
        {
            await connection.Clock.Delay(_pollInterval, cancellationToken);
            earlier = journal.Read(key);
        }

        if (earlier is not null && (mode == ResubmitMode.Always || earlier.Status == JobStatus.Failed))
        {
            await journal.ArchiveAsync(key);
        }
    }

    /// <summary>What was submitted under the key; null when nothing was.</summary>
    private async Task<SeedanceGeneration?> FindSubmittedAsync(string key, CancellationToken cancellationToken)
    {
        while (journal.Read(key) is { } job)
        {
            if (!journal.IsBeingSubmitted(job))
            {
                // It may have ended since the entry was read: what it recorded last counts.
                return journal.Read(key) is { } ended ? await resumer.ResumeAsync(ended, cancellationToken) : null;
            }

            await connection.Clock.Delay(_pollInterval, cancellationToken);
        }

        return null;
    }
}
