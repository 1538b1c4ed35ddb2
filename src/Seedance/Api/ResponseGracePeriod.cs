namespace Seedance.Api;

/// <summary>Cancels a request some seconds after the user cancelled it: a create that was sent may be paid, so its response is worth a moment.</summary>
internal sealed class ResponseGracePeriod : IDisposable
{
    private static readonly TimeSpan _gracePeriod = TimeSpan.FromSeconds(5);

    private readonly object _lock = new();
    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenRegistration _registration;
    private ITimer? _timer;
    private bool _isDisposed;

    public ResponseGracePeriod(TimeProvider clock, CancellationToken cancellationToken) =>
        _registration = cancellationToken.Register(() => Start(clock));

    /// <summary>Cancelled when the grace period is over.</summary>
    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _registration.Dispose();
        lock (_lock)
        {
            _isDisposed = true;
            _timer?.Dispose();
        }

        _source.Dispose();
    }

    private void Start(TimeProvider clock)
    {
        lock (_lock)
        {
            if (!_isDisposed)
            {
                _timer = clock.CreateTimer(_ => Cancel(), null, _gracePeriod, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void Cancel()
    {
        lock (_lock)
        {
            if (!_isDisposed)
            {
                _source.Cancel();
            }
        }
    }
}
