using System.Diagnostics;
using System.Management.Automation;

namespace Seedance.PowerShell;

/// <summary>Quiet progress: none for what is done within a second, then one line, renewed four times a second at most.</summary>
internal sealed class ProgressLine(PSCmdlet cmdlet)
{
    private const int ActivityId = 20_26;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    private readonly Stopwatch _since = Stopwatch.StartNew();
    private TimeSpan _next = _patience;
    private bool _shown;
    private int _started;
    private int _ended;

    public void Started() => Interlocked.Increment(ref _started);

    public void Ended() => Interlocked.Increment(ref _ended);

    /// <summary>On the pipeline's thread.</summary>
    public void Show()
    {
        if (_since.Elapsed < _next || _started == 0)
        {
            return;
        }

        _next = _since.Elapsed + PipelinePump.TickInterval;
        _shown = true;
        cmdlet.WriteProgress(Record(ProgressRecordType.Processing));
    }

    public void Complete()
    {
        if (_shown)
        {
            cmdlet.WriteProgress(Record(ProgressRecordType.Completed));
        }
    }

    // A record of its own each time: hosts keep what they are given.
    private ProgressRecord Record(ProgressRecordType type)
    {
        var (ended, started) = (Volatile.Read(ref _ended), Volatile.Read(ref _started));
        return new ProgressRecord(ActivityId, cmdlet.MyInvocation.MyCommand.Name, Strings.ProgressOf(ended, started))
        {
            PercentComplete = 100 * ended / started,
            RecordType = type,
        };
    }
}
