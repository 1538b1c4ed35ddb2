using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Batches;

/// <summary>The progress of a pipeline: nothing for a second, then one line and those of its largest transfers, updated at most four times a second.</summary>
/// <param name="tally">The items of the pipeline.</param>
/// <param name="clock">The clock.</param>
internal sealed class BatchProgress(BatchTally tally, TimeProvider clock)
{
    private static readonly TimeSpan _initialDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(250);

    private readonly long _start = clock.GetTimestamp();
    private TimeSpan _nextUpdate = _initialDelay;
    private ProgressUpdate? _shown;

    /// <summary>The uploads and downloads.</summary>
    public TransferLines Transfers { get; } = new(clock);

    /// <summary>Updates the lines if it is time. Called on the pipeline's thread.</summary>
    public void Update(Action<ProgressUpdate> write)
    {
        var elapsed = clock.GetElapsedTime(_start);
        if (elapsed < _nextUpdate)
        {
            return;
        }

        _nextUpdate = elapsed + _interval;
        var counts = tally.Counts;
        var (uploads, downloads) = Transfers.Count();
        var update = new ProgressUpdate(0, ProgressText.Activity, ProgressText.Line(counts, uploads, downloads, EstimateTimeLeft(counts)), PercentOf(counts), IsCompleted: false);
        if (update != _shown)
        {
            _shown = update;
            write(update);
        }

        Transfers.Update(write);
    }

    /// <summary>Removes what is shown.</summary>
    public void Complete(Action<ProgressUpdate> write)
    {
        Transfers.Complete(write);
        if (_shown is { } last)
        {
            _shown = null;
            write(last with { IsCompleted = true });
        }
    }

    /// <summary>By the curve of the watcher, which has learned how long such jobs take. Jobs that are still to be submitted begin at zero.</summary>
    private TimeSpan? EstimateTimeLeft(BatchCounts counts)
    {
        var now = clock.GetUtcNow();
        var jobs = tally.SnapshotRendering();
        var running = jobs.Count + counts.Submitting;
        double? left = null;
        foreach (var job in jobs)
        {
            if (CurveOf(job) is { } curve)
            {
                var age = counts.Submitting > 0 ? 0 : Math.Max(0, (now - (job.SubmittedAt ?? now)).TotalSeconds);
                left = Math.Max(left ?? 0, curve.RemainingAt(age, running));
            }
        }

        return left is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static Polling.CompletionCurve? CurveOf(SeedanceGeneration job) => job.Connection?.KeyAccount.Current?.CompletionTimes.GetCurve(job);

    private static int PercentOf(BatchCounts counts) => counts.Total == 0 ? -1 : 100 * counts.Ended / counts.Total;
}
