using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using Seedance.PowerShell.Batches;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Pipeline;

/// <summary>What the Seedance cmdlets of one pipeline do together: their items, their progress, and how it ends. Used on the pipeline's thread.</summary>
/// <remarks>A runspace runs one pipeline at a time; those nested in it belong to it.</remarks>
internal sealed class PipelineBatch
{
    private static readonly ConditionalWeakTable<Runspace, StrongBox<PipelineBatch?>> _current = new();

    private readonly List<AsyncCmdlet> _cmdlets = [];
    private readonly StrongBox<PipelineBatch?> _runspace;
    private int _running;
    private bool _submits;
    private bool _isSummarized;
    private string? _jobName;
    private string? _destination;

    private PipelineBatch(StrongBox<PipelineBatch?> runspace) => _runspace = runspace;

    public BatchTally Tally { get; } = new();

    public PumpFrames Frames { get; } = new();

    /// <summary>The progress; null where it is not shown, or nothing has begun.</summary>
    public BatchProgress? Progress { get; private set; }

    /// <summary>Whether a cmdlet in it submits, waits, saves or resumes: its items are those of the batch.</summary>
    public bool HasJobs { get; private set; }

    /// <summary>A cmdlet begins: all those with jobs do before the first one has an input.</summary>
    public static PipelineBatch Enter(AsyncCmdlet cmdlet)
    {
        var runspace = _current.GetValue(Runspace.DefaultRunspace, _ => new StrongBox<PipelineBatch?>());
        var batch = runspace.Value ??= new PipelineBatch(runspace);
        batch._cmdlets.Add(cmdlet);
        batch._running++;
        batch.HasJobs |= cmdlet.HasJobs;
        batch._submits |= cmdlet.SubmitsJobs;
        return batch;
    }

    /// <summary>Shows progress from now on.</summary>
    public void ShowProgress() => Progress ??= new BatchProgress(Tally, TimeProvider.System);

    /// <summary>A cmdlet has processed all its inputs.</summary>
    /// <returns>Whether it was the last.</returns>
    public bool End() => --_running == 0;

    /// <summary>A cmdlet is gone, whether or not it came to its end.</summary>
    public void Exit(AsyncCmdlet cmdlet, bool hasEnded)
    {
        if (!hasEnded)
        {
            _running--;
        }

        if (_cmdlets.Remove(cmdlet) && _cmdlets.Count == 0 && _runspace.Value == this)
        {
            _runspace.Value = null;
        }
    }

    /// <summary>Waits until no cmdlet of the pipeline does anything any more.</summary>
    public void CancelAndWait() => _cmdlets.ForEach(cmdlet => cmdlet.CancelAndWait());

    /// <summary>How the pipeline has ended, once; null where there is nothing to say.</summary>
    public BatchSummary? Summarize(bool wasStopped)
    {
        var counts = Tally.Counts;
        if (!HasJobs || _isSummarized || counts.Total == 0)
        {
            return null;
        }

        foreach (var cmdlet in _cmdlets)
        {
            _jobName ??= cmdlet.ResumeJobName;
            _destination ??= cmdlet.ResumeDestination;
        }

        var open = new OpenWork(
            Tally.SnapshotJobs(BatchOutcome.Submitted, BatchOutcome.Unfinished, BatchOutcome.Failed),
            Tally.Count(BatchOutcome.Unknown),
            Tally.Count(BatchOutcome.Lost),
            _jobName,
            _destination);
        if (counts.Total == 1 && (!wasStopped || open.IsEmpty))
        {
            return null;
        }

        _isSummarized = true;
        return BatchText.Summarize(Tally, counts, open, _submits, wasStopped);
    }
}
