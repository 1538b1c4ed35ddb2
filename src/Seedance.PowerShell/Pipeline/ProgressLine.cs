using System.Diagnostics;
using System.Management.Automation;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Pipeline;

/// <summary>Quiet progress: nothing for work that ends within a second, then one line, updated at most four times a second.</summary>
internal sealed class ProgressLine(PSCmdlet cmdlet)
{
    private const int ActivityId = 20_26;

    private static readonly TimeSpan _initialDelay = TimeSpan.FromSeconds(1);

    private readonly Stopwatch _elapsed = Stopwatch.StartNew();
    private TimeSpan _nextUpdate = _initialDelay;
    private bool _isShown;
    private int _started;
    private int _ended;

    public void OnStarted() => Interlocked.Increment(ref _started);

    public void OnEnded() => Interlocked.Increment(ref _ended);

    /// <summary>Updates the line if it is time. Called on the pipeline's thread.</summary>
    public void Update()
    {
        if (_elapsed.Elapsed < _nextUpdate || _started == 0)
        {
            return;
        }

        _nextUpdate = _elapsed.Elapsed + PipelinePump.TickInterval;
        _isShown = true;
        cmdlet.WriteProgress(CreateRecord(ProgressRecordType.Processing));
    }

    public void Complete()
    {
        if (_isShown)
        {
            cmdlet.WriteProgress(CreateRecord(ProgressRecordType.Completed));
        }
    }

    // A new record each time: hosts keep what they are given.
    private ProgressRecord CreateRecord(ProgressRecordType type)
    {
        var (ended, started) = (Volatile.Read(ref _ended), Volatile.Read(ref _started));
        return new ProgressRecord(ActivityId, cmdlet.MyInvocation.MyCommand.Name, ModuleMessages.Progress(ended, started))
        {
            PercentComplete = 100 * ended / started,
            RecordType = type,
        };
    }
}
