namespace Seedance.Submission;

/// <summary>Sends a request as one job: recorded before it is sent, found again when its response is lost, never sent twice.</summary>
internal sealed class JobSender(SeedanceConnection connection, Account account, LeonardoApi api, LostJobFinder finder, JobRecorder recorder, ClientOptions options)
{
    private readonly JobJournal _journal = account.Journal;

    /// <summary>Sends a request.</summary>
    /// <param name="plan">The journal entry to be.</param>
    /// <param name="body">The request's JSON.</param>
    /// <param name="cancellationToken">The token to cancel the operation. A request that was sent still gets a few seconds for its response.</param>
    /// <returns>The job; null when the entry's key is taken by another submission.</returns>
    /// <exception cref="SubmissionUnknownException">It was sent, its response was lost, and the account's list does not show it.</exception>
    /// <exception cref="JournalException">It could not be recorded, and so was not sent.</exception>
    /// <exception cref="SeedanceException">It was rejected, or could not be sent.</exception>
    public async Task<SeedanceGeneration?> SendAsync(SeedanceJob plan, byte[] body, CancellationToken cancellationToken)
    {
        var submission = new JobSubmission(plan);
        try
        {
            var created = await RetryPolicy.AtMostOnce.RunAsync(
                () => SendOnceAsync(submission, body, cancellationToken),
                options.Retry,
                connection.Clock,
                (failure, delay) => options.Trace?.Invoke(() => Messages.TraceRetry(HttpMethod.Post, LeonardoApi.CreateGenerationPath, failure, delay)),
                cancellationToken);
            return created is null ? null : await SettleAsync(submission, created);
        }
        catch (SeedanceException cause) when (submission.State == SubmissionState.Sent)
        {
            return await FindLostAsync(submission, cause, cancellationToken);
        }
        catch (OperationCanceledException cancellation) when (submission.State == SubmissionState.Sent)
        {
            throw new SubmissionCanceledException(submission.Job, cancellation);
        }
        finally
        {
            await EndAsync(submission);
        }
    }

    private async Task<SeedanceGeneration?> SendOnceAsync(JobSubmission submission, byte[] body, CancellationToken cancellationToken)
    {
        using var permit = await api.AcquireCreateAsync(cancellationToken);
        if (submission.State == SubmissionState.Planned)
        {
            submission.Job = submission.Job with { SubmittedAt = connection.Clock.GetUtcNow() };
            if (!await _journal.TryBeginAsync(submission.Job, connection.DailyBudget is { } dollars ? DailyBudget.Today(dollars, connection.Clock) : null, cancellationToken))
            {
                return null;
            }

            submission.State = SubmissionState.Recorded;
        }

        cancellationToken.ThrowIfCancellationRequested();
        submission.State = SubmissionState.Sent;
        try
        {
            using var activity = Telemetry.StartCreate(connection.BaseUri, ++submission.Attempts);
            var created = await api.CreateGenerationAsync(body, cancellationToken);
            Telemetry.OnCreated(created, connection.IsSandbox);
            return created;
        }
        catch (SeedanceException failure) when (!IsLost(failure))
        {
            submission.State = SubmissionState.Recorded;
            throw;
        }
    }

    private async Task<SeedanceGeneration> FindLostAsync(JobSubmission submission, SeedanceException cause, CancellationToken cancellationToken)
    {
        var search = await SearchAsync(submission, cancellationToken);
        if (!search.Found.TryGetValue(submission.Job.Key, out var generation))
        {
            throw search.NotFound(submission.Job, cause);
        }

        options.Trace?.Invoke(() => Messages.LostJobFound(submission.Job, generation));
        submission.Job = submission.Job with { Recovered = true };
        return await SettleAsync(submission, generation);
    }

    private async Task<LostJobSearch> SearchAsync(JobSubmission submission, CancellationToken cancellationToken)
    {
        try
        {
            return await finder.FindAsync([submission.Job], cancellationToken);
        }
        catch (OperationCanceledException cancellation)
        {
            throw new SubmissionCanceledException(submission.Job, cancellation);
        }
    }

    private async Task<SeedanceGeneration> SettleAsync(JobSubmission submission, SeedanceGeneration created)
    {
        submission.State = SubmissionState.Settled;
        account.ChargedCosts.Add(submission.Job.WithGeneration(created));
        return await recorder.AcceptAsync(submission.Job, created);
    }

    private async Task EndAsync(JobSubmission submission)
    {
        switch (submission.State)
        {
            case SubmissionState.Recorded:
                await recorder.TryAsync(() => _journal.WithdrawAsync(submission.Job.Key));
                break;
            case SubmissionState.Sent:
                await recorder.TryAsync(() => _journal.UpdateAsync(submission.Job.Key, entry => entry.WithStatus(JobStatus.Unknown)));
                break;
        }

        if (submission.State != SubmissionState.Planned)
        {
            _journal.End(submission.Job);
        }
    }

    // API page: Telling refusals from lost answers on a create.
    private static bool IsLost(SeedanceException failure) => failure is ConnectionLostException or RequestTimeoutException or ServiceFailureException or UnexpectedResponseException;
}
