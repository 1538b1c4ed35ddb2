namespace Seedance.WireServer;

/// <summary>
/// A request in flight. It ends before the last byte of the response is sent, because a client that has received that byte
/// may send its next request, or disconnect, at once.
/// </summary>
internal sealed class InFlightRequest : IDisposable
{
    private readonly IReadOnlyList<InFlightCounter> _counters;
    private readonly CancellationTokenRegistration _onDisconnected;

    public InFlightRequest(IReadOnlyList<InFlightCounter> counters, CancellationTokenRegistration onDisconnected)
    {
        (_counters, _onDisconnected) = (counters, onDisconnected);
        foreach (var counter in counters)
        {
            counter.Add(1);
        }
    }

    public bool HasEnded { get; private set; }

    /// <summary>Ends it: it is no longer counted, and a client that disconnects is no longer reported.</summary>
    public void Dispose()
    {
        if (HasEnded)
        {
            return;
        }

        HasEnded = true;
        _onDisconnected.Dispose();
        foreach (var counter in _counters)
        {
            counter.Add(-1);
        }
    }
}
