namespace Seedance.Tests;

/// <summary>A periodic timer that a test fires.</summary>
internal sealed class ManualTimer(TimerCallback callback, object? state, TimeSpan period) : ITimer
{
    public TimeSpan Period => period;

    public bool IsDisposed { get; private set; }

    public void Fire() => callback(state);

    public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

    public void Dispose() => IsDisposed = true;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }
}
