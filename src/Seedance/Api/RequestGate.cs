using System.Diagnostics.CodeAnalysis;

namespace Seedance.Api;

/// <summary>Limits the concurrent requests of one command.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore holds no handle until one is asked for, and a late release must still find it.")]
internal sealed class RequestGate(int limit)
{
    private readonly SemaphoreSlim _free = new(limit, limit);

    public async Task<IDisposable> AcquireAsync(CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        return new Permit(_free);
    }

    private sealed class Permit(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}
