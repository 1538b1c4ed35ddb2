namespace Seedance.Submission;

/// <summary>Submits the same inputs once under a name, however often, and from however many processes, they come.</summary>
internal sealed class NamedSubmitter(SeedanceConnection connection, JobJournal journal, RequestSubmitter submitter, JobResumer resumer)
{
    private static readonly TimeSpan _pollInterval = TimeSpan.FromSeconds(0.25);

    /// <summary>The job of the input: the one that was submitted under the name before, or else a new one.</summary>
    /// <exception cref="FileExistsException">There is none before, and the file that a new one would be saved as exists.</exception>
    public async Task<SeedanceGeneration> SubmitOnceAsync(NamedInput input, VideoModel model, SubmissionOptions options, CancellationToken cancellationToken)
    {
        await ArchiveEarlierAsync(input.Key, options, cancellationToken);
        while (true)
        {
            if (await FindSubmittedAsync(input.Key, cancellationToken) is { } submitted)
            {
                return submitted;
            }

            RequireNewFile(options);
            if (await submitter.SubmitAsync(input.Key, input.Request, model, options, cancellationToken) is { } created)
            {
                return created;
            }
        }
    }

    /// <summary>Frees the key for another submission, where the user asked to pay again.</summary>
    private async Task ArchiveEarlierAsync(string key, SubmissionOptions options, CancellationToken cancellationToken)
    {
        if (options.Resubmit == ResubmitMode.Never)
        {
            return;
        }

        var earlier = journal.Read(key);
        while (earlier is not null && journal.IsBeingSubmitted(earlier))
        {
            await connection.Clock.Delay(_pollInterval, cancellationToken);
            earlier = journal.Read(key);
        }

        if (earlier is not null && (options.Resubmit == ResubmitMode.Always || earlier.Status == JobStatus.Failed))
        {
            RequireNewFile(options);
            await journal.ArchiveAsync(key);
        }
    }

    private static void RequireNewFile(SubmissionOptions options)
    {
        if (options.NewFile is { } file && File.Exists(file))
        {
            throw new FileExistsException(file, null);
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
