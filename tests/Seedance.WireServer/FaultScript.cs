namespace Seedance.WireServer;

/// <summary>The faults to apply. When several match a request, the one that was added first is applied.</summary>
internal sealed class FaultScript
{
    private readonly object _lock = new();
    private readonly List<Fault> _faults = [];

    /// <summary>Creates a fault, or null, for each request ("METHOD /path") that no added fault matches. Never called concurrently.</summary>
    public Func<string, Fault?>? Generator { get; set; }

    public void Add(Fault fault)
    {
        lock (_lock)
        {
            _faults.Add(fault);
        }
    }

    /// <summary>Removes all added faults. Requests that a fault was already applied to are not affected.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _faults.Clear();
        }
    }

    public Fault? Take(string request)
    {
        lock (_lock)
        {
            // Every fault sees every request, so that each counts all that it matches.
            var fault = _faults.Where(candidate => candidate.Matches(request)).ToList().FirstOrDefault();
            fault?.MarkApplied();
            return fault ?? Generator?.Invoke(request);
        }
    }
}
