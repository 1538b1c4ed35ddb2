namespace Seedance.Submission;

/// <summary>Uploads what a request needs, waits for a place among the account's jobs, and has it sent.</summary>
internal sealed class RequestSubmitter(
    SeedanceConnection connection, Account account, LeonardoApi api, MediaUploads uploads, JobSender sender, InFlightWatcher watcher, ClientOptions options)
{
    /// <summary>The service queues what exceeds its concurrency, so it always has the next job at hand.</summary>
    private const int InFlightPerSlot = 10;

    /// <summary>Submits a request.</summary>
    /// <returns>The job; null when another submission has taken the key.</returns>
    /// <exception cref="CostLimitException">The job could pass the command's cost limit. Nothing was uploaded.</exception>
    /// <exception cref="DailyBudgetException">It could pass the budget of the day.</exception>
    /// <exception cref="UnknownCostException">There is a limit, and the job's price is not known.</exception>
    public async Task<SeedanceGeneration?> SubmitAsync(string key, SeedanceRequest request, VideoModel model, SubmissionOptions submission, CancellationToken cancellationToken)
    {
        RequireWithinBudget(request, submission);
        if (submission.Spending is null)
        {
            return await UploadAndSendAsync(key, request, model, submission, cancellationToken);
        }

        using var reservation = await submission.Spending.ReserveAsync(submission.Estimate.Reserve ?? 0, cancellationToken);
        try
        {
            var submitted = await UploadAndSendAsync(key, request, model, submission, cancellationToken);
            if (submitted is not null)
            {
                reservation.Charge(CreditPrice.InDollars(submitted.Cost, submitted.Credits));
            }

            return submitted;
        }
        catch (Exception failure) when (failure is SubmissionUnknownException or SubmissionCanceledException)
        {
            // The job may exist.
            reservation.Charge(null);
            throw;
        }
    }

    /// <summary>Finds out before an upload what the journal makes sure of when the job is recorded.</summary>
    private void RequireWithinBudget(SeedanceRequest request, SubmissionOptions submission)
    {
        if (connection.DailyBudget is null && submission.Spending is null)
        {
            return;
        }

        if (submission.Estimate.Reserve is not { } reserve)
        {
            _ = submission.AllowsUnknownCost ? true : throw new UnknownCostException(request);
        }
        else if (connection.DailyBudget is { } dollars)
        {
            var budget = DailyBudget.Today(dollars, connection.Clock);
            budget.Require(account.Journal.ReadSpent(budget), reserve);
        }
    }

    private async Task<SeedanceGeneration?> UploadAndSendAsync(string key, SeedanceRequest request, VideoModel model, SubmissionOptions submission, CancellationToken cancellationToken)
    {
        // One after another: one input has one request in progress.
        var ready = await request.WithMediaAsync(media => uploads.GetOrUploadAsync(media, force: false, cancellationToken));
        try
        {
            return await SendAsync(key, ready, model, submission, cancellationToken);
        }
        catch (SeedanceServiceException failure) when (IsMediaRejection(failure, model) && ready.AllMedia.Any(MediaUploads.CanReplace))
        {
            // Rejected, so nothing was created: local files are uploaded again, once.
            var renewed = await ready.WithMediaAsync(media => uploads.ReplaceAsync(media, cancellationToken));
            return await SendAsync(key, renewed, model, submission, cancellationToken);
        }
    }

    private static bool IsMediaRejection(SeedanceServiceException failure, VideoModel model) =>
        failure is MediaRejectedException || (failure is RequestRejectedException rejected && rejected.Fields.Any(field => model.Guidances.Any(rule => rule.Key == field)));

    private async Task<SeedanceGeneration?> SendAsync(string key, SeedanceRequest ready, VideoModel model, SubmissionOptions submission, CancellationToken cancellationToken)
    {
        await account.InFlight.AcquireAsync(await GetLimitAsync(cancellationToken), watcher, connection.Clock, cancellationToken);
        SeedanceGeneration? submitted = null;
        try
        {
            var plan = SubmissionPlanner.Plan(key, ready, model, submission);
            submitted = await sender.SendAsync(plan, RequestWriter.Write(ready with { Seed = plan.Seed }, model), cancellationToken);
            return submitted = submitted is null ? null : submitted with { Sequence = account.Watcher(connection.Clock).NextSequence() };
        }
        finally
        {
            if (submitted is null)
            {
                account.InFlight.Release();
            }
            else
            {
                account.InFlight.OnSubmitted(submitted);
            }
        }
    }

    /// <summary>How many jobs may be on the service. It is asked only when there are as many as the smallest plan runs.</summary>
    private async Task<int> GetLimitAsync(CancellationToken cancellationToken)
    {
        if (options.MaxInFlight is { } chosen)
        {
            return chosen;
        }

        if (account.InFlight.Count >= Account.DefaultConcurrencySlots && account.ConcurrencySlots is null)
        {
            account.ConcurrencySlots = await ReadSlotsAsync(cancellationToken);
        }

        return InFlightPerSlot * Math.Max(1, account.ConcurrencySlots ?? Account.DefaultConcurrencySlots);
    }

    private async Task<int> ReadSlotsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await api.GetMeAsync(RetryPolicy.None, cancellationToken)).ConcurrencySlots ?? Account.DefaultConcurrencySlots;
        }
        catch (SeedanceException)
        {
            return Account.DefaultConcurrencySlots;
        }
    }
}
