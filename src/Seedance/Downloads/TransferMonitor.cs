namespace Seedance.Downloads;

/// <summary>Cancels a download that has stalled: in a minute, or in a shorter request timeout, less than 1 kB arrived for each second.</summary>
internal sealed class TransferMonitor : IDisposable
{
    private const double MinBytesPerSecond = 1000;

    private static readonly TimeSpan _maxWindow = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _stalled;
    private readonly ITimer _timer;
    private long _received;
    private int _hasStalled;

    public TransferMonitor(TimeProvider clock, TimeSpan requestTimeout, CancellationToken cancellationToken)
    {
        Window = requestTimeout < _maxWindow ? requestTimeout : _maxWindow;
        _stalled = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _timer = clock.CreateTimer(_ => Check(), null, Window, Window);
    }

    /// <summary>How often the speed is checked.</summary>
    public TimeSpan Window { get; }

    /// <summary>Cancelled when the download has stalled, or when the user cancels it.</summary>
    public CancellationToken Token => _stalled.Token;

    public bool HasStalled => Volatile.Read(ref _hasStalled) != 0;

    public void OnReceived(int bytes) => Interlocked.Add(ref _received, bytes);

    public void Dispose()
    {
        _timer.Dispose();
        _stalled.Dispose();
    }

    private void Check()
    {
        if (Interlocked.Exchange(ref _received, 0) < Window.TotalSeconds * MinBytesPerSecond)
        {
            Volatile.Write(ref _hasStalled, 1);
            try
            {
                _stalled.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // The download ended at the same moment.
            }
        }
    }
}
