namespace Seedance.Journal;

/// <summary>Records what becomes of jobs. A job that is paid is not lost because the journal can't be written: that is a warning.</summary>
internal sealed class JobRecorder(SeedanceConnection connection, JobJournal journal, ClientOptions options)
{
    /// <summary>Records the id of a submitted job.</summary>
    /// <param name="job">The entry.</param>
    /// <param name="created">What the service said of the job.</param>
    /// <returns>The job as it goes through the pipeline.</returns>
    public async Task<SeedanceGeneration> AcceptAsync(SeedanceJob job, SeedanceGeneration created)
    {
        await TryAsync(() => journal.RecordAsync(job, created), created.Id);
        return job.WithGeneration(created).ToGeneration(connection).WithReading(created, connection);
    }

    /// <summary>Changes the entry of a generation, if it has one.</summary>
    public async Task<SeedanceJob?> UpdateAsync(SeedanceGeneration generation, Func<SeedanceJob, SeedanceJob> change)
    {
        SeedanceJob? changed = null;
        await TryAsync(async () => changed = await journal.UpdateAsync(generation, change));
        return changed;
    }

    /// <summary>Writes to the journal; a failure is a warning.</summary>
    /// <param name="write">Writes.</param>
    /// <param name="id">The id of a job that nothing else remembers, or null.</param>
    public async Task TryAsync(Func<Task> write, string? id = null)
    {
        try
        {
            await write();
        }
        catch (JournalException failure)
        {
            options.Warn?.Invoke(Messages.NotRecorded(id, failure));
        }
    }
}
