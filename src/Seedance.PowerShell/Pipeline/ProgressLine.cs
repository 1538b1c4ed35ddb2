using System.Diagnostics;
using System.Management.Automation;

namespace Seedance.PowerShell;

/// <summary>Quiet progress: none for what is done within a second, then one line, renewed four times a second at most.</summary>
internal sealed class ProgressLine(Cmdlet cmdlet)
{
    private const int ActivityId = 20_26;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    private readonly Stopwatch _since = Stopwatch.StartNew();
    private TimeSpan _next = _patience;
    private ProgressRecord? _shown;
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
        var (ended, started) = (Volatile.Read(ref _ended), Volatile.Read(ref _started));
        _shown ??= new ProgressRecord(ActivityId, ((PSCmdlet)cmdlet).MyInvocation.MyCommand.Name, " ");
        _shown.StatusDescription = Strings.ProgressOf(ended, started);
        _shown.PercentComplete = 100 * ended / started;
        cmdlet.WriteProgress(_shown);
    }

    public void Complete()
    {
        if (_shown is not null)
        {
            _shown.RecordType = ProgressRecordType.Completed;
            cmdlet.WriteProgress(_shown);
        }
    }
}
