namespace Seedance.Polling;

/// <summary>Waits for jobs and records how they end.</summary>
internal sealed class GenerationWaiter(SeedanceConnection connection, Account account, IGenerationSource source, JobRecorder recorder)
{
    /// <summary>Waits until the video exists.</summary>
    /// <exception cref="GenerationFailedException">The job ended without a video.</exception>
    /// <exception cref="WaitTimeoutException">The time was up first; the job is still running.</exception>
    public async Task<SeedanceGeneration> WaitAsync(SeedanceGeneration generation, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            var complete = await account.Watcher(connection.Clock).WaitAsync(generation, timeout, source, cancellationToken);
            await recorder.UpdateAsync(complete, job => job.WithStatus(JobStatus.Complete) with { Took = complete.Took?.TotalSeconds ?? job.Took });
            account.InFlight.OnCompleted(generation.Id);
            return complete with { Connection = connection };
        }
        catch (GenerationFailedException failure)
        {
            await recorder.UpdateAsync(generation, job => job.WithStatus(JobStatus.Failed) with { Failure = Messages.FailureReason(failure.Generation) });
            account.InFlight.OnCompleted(generation.Id);
            throw;
        }
    }
}
