using Seedance.PowerShell.Batches;
using Seedance.PowerShell.Pipeline;

namespace Seedance.PowerShell.Text;

/// <summary>Says how a pipeline has ended, and how to resume it.</summary>
internal static class BatchText
{
    private const int MaxIds = 3;

    /// <param name="tally">The items.</param>
    /// <param name="counts">Their counts.</param>
    /// <param name="open">What is left.</param>
    /// <param name="submits">Whether the pipeline submits, so that it costs something or nothing.</param>
    /// <param name="wasStopped">Whether the user stopped it.</param>
    public static BatchSummary Summarize(BatchTally tally, BatchCounts counts, OpenWork open, bool submits, bool wasStopped)
    {
        var skipped = tally.CountSkipped();
        var summary = new BatchSummary
        {
            Inputs = counts.Total,
            Saved = tally.Count(BatchOutcome.Saved),
            Complete = tally.Count(BatchOutcome.Complete),
            Submitted = tally.Count(BatchOutcome.Submitted),
            Failed = tally.Count(BatchOutcome.Failed, BatchOutcome.FailedForGood, BatchOutcome.FailedOnService, BatchOutcome.Lost),
            Skipped = skipped,
            Unfinished = tally.Count(BatchOutcome.Unfinished, BatchOutcome.Unknown) - skipped,
            Cost = submits && (counts.Cost.Known > 0 || counts.Cost.Unknown == 0) ? counts.Cost.Dollars : null,
            IsSimulated = counts.Cost.IsSimulated,
            IsCostComplete = submits && counts.Cost.Unknown == 0,
            ResumeCommand = open.IsEmpty ? null : ResumeCommand.For(open),

            // Under a name only what failed on the service is submitted again.
            RetryCommand = submits && !wasStopped && open is { JobName: { } name, IsEmpty: true } && tally.Count(BatchOutcome.FailedOnService) > 0 ? ResumeCommand.Retry(name) : null,
            Message = string.Empty,
        };
        return summary with { Message = Describe(summary, tally, open, wasStopped) };
    }

    /// <summary>How an input ends that failed.</summary>
    public static BatchOutcome OutcomeOf(SeedanceException failure) => failure switch
    {
        WaitTimeoutException => BatchOutcome.Unfinished,
        GenerationFailedException => BatchOutcome.FailedOnService,
        SubmissionUnknownException => BatchOutcome.Lost,
        NotFoundException or OtherAccountException => BatchOutcome.FailedForGood,
        _ => BatchOutcome.Failed,
    };

    private static string Describe(BatchSummary summary, BatchTally tally, OpenWork open, bool wasStopped) => string.Join(" ", new[]
    {
        wasStopped ? "Stopped." : null,
        summary.Inputs > 1 ? Counts(summary) : null,
        summary.Inputs > 1 && summary.Cost is { } cost ? $"Cost: {(summary.IsCostComplete ? string.Empty : "at least ")}{CostText.Dollars(cost)}{CostText.Mark(summary.IsSimulated)}." : null,
        wasStopped ? Running(tally.SnapshotJobs(BatchOutcome.Unfinished)) : null,
        wasStopped ? Submitting(open.UnknownSubmissions) : null,
        summary.RetryCommand is { } retry ? $"To submit, and pay for, what failed on the service again: {retry}" : null,
        summary.ResumeCommand is { } resume ? $"To resume: {resume}" : null,
    }.OfType<string>());

    private static string Counts(BatchSummary summary) => FormattableString.Invariant($"{summary.Inputs} inputs: ") + string.Join(", ", new[]
    {
        Part(summary.Saved, "saved"),
        Part(summary.Complete, "complete"),
        Part(summary.Submitted, "submitted"),
        Part(summary.Failed, "failed"),
        Part(summary.Skipped, "skipped"),
        Part(summary.Unfinished, "unfinished"),
    }.OfType<string>()) + ".";

    private static string? Part(int count, string what) => count > 0 ? FormattableString.Invariant($"{count} {what}") : null;

    private static string? Running(IReadOnlyList<SeedanceGeneration> jobs) => jobs.Count switch
    {
        0 => null,
        1 => $"Generation {jobs[0].Id} is still running on the service.",
        _ => $"{jobs.Count} generations are still running on the service ({string.Join(", ", jobs.Take(MaxIds))}{(jobs.Count > MaxIds ? ", …" : string.Empty)}).",
    };

    private static string? Submitting(int count) => count switch { 0 => null, 1 => "1 submission was in progress.", _ => $"{count} submissions were in progress." };
}
