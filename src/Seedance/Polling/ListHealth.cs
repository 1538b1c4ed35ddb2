namespace Seedance.Polling;

/// <summary>Whether the account's list can be used to poll. Whether it shows video jobs is not documented (API page: Read).</summary>
internal sealed class ListHealth
{
    /// <summary>After this many fruitless polls of the list the jobs are polled by their ids.</summary>
    public const int MaxMisses = 3;

    private bool _hasShownJobs;
    private int _misses;
    private int _failures;

    public bool IsUsable { get; private set; } = true;

    /// <summary>A page was read that should show jobs.</summary>
    public void OnPage(bool showsJobs)
    {
        // A list that has shown jobs will do so again.
        _hasShownJobs |= showsJobs;
        IsUsable &= _hasShownJobs || ++_misses < MaxMisses;
    }

    /// <summary>The list could be read.</summary>
    public void OnRead() => _failures = 0;

    /// <summary>The list could not be read.</summary>
    /// <returns>Whether it has failed so often that one of its jobs is polled by its id.</returns>
    public bool OnFailed() => ++_failures >= MaxMisses;

    /// <summary>The service rejected the request for the list, which says nothing of the jobs.</summary>
    public void OnRejected() => IsUsable = false;

    /// <summary>A job could be read by its id. A list that fails while jobs can be read is given up.</summary>
    public void OnReadById()
    {
        if (_failures >= MaxMisses)
        {
            _failures = 0;
            IsUsable &= ++_misses < MaxMisses;
        }
    }
}
