namespace Seedance.WireServer;

/// <summary>Counts the requests in flight, and the maximum that was reached.</summary>
internal sealed class InFlightCounter
{
    private readonly object _lock = new();
    private int _current;

    public int Current
    {
        get
        {
            lock (_lock)
            {
                return _current;
            }
        }
    }

    public int Peak { get; private set; }

    public void Add(int count)
    {
        lock (_lock)
        {
            _current += count;
            Peak = Math.Max(Peak, _current);
        }
    }
}
