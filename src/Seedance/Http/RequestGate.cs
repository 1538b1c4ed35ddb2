using System.Diagnostics.CodeAnalysis;

namespace Seedance;

/// <summary>Bounds the requests that one cmdlet has in hand (-ThrottleLimit).</summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore holds no handle until one is asked for, and those who leave late must still find it.")]
internal sealed class RequestGate(int limit)
{
    private readonly SemaphoreSlim _free = new(limit, limit);

    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        return new Pass(_free);
    }

    private sealed class Pass(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}
