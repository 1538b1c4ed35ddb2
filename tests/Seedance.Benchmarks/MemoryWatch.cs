namespace Seedance.Benchmarks;

/// <summary>How much memory this process takes while something runs, at the most, over what it took before.</summary>
internal sealed class MemoryWatch : IDisposable
{
    private readonly ManualResetEventSlim _end = new();
    private readonly Thread _sampler;
    private readonly long _workingSet;
    private readonly long _heap;
    private readonly long _allocated;
    private long _peakWorkingSet;
    private long _peakHeap;

    public MemoryWatch()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        _peakWorkingSet = _workingSet = Environment.WorkingSet;
        _peakHeap = _heap = GC.GetTotalMemory(forceFullCollection: false);
        _allocated = GC.GetTotalAllocatedBytes(precise: true);
        // A thread of its own: the pool may be busy just when it matters.
        _sampler = new Thread(Sample) { IsBackground = true };
        _sampler.Start();
    }

    public long WorkingSetGrowth => _peakWorkingSet - _workingSet;

    public long HeapGrowth => _peakHeap - _heap;

    public long Allocated { get; private set; }

    public long PeakWorkingSet => _peakWorkingSet;

    /// <summary>Ends the watch; what it saw can be read from then on.</summary>
    public void Dispose()
    {
        _end.Set();
        _sampler.Join();
        Allocated = GC.GetTotalAllocatedBytes(precise: true) - _allocated;
        _end.Dispose();
    }

    private void Sample()
    {
        bool ended;
        do
        {
            ended = _end.Wait(TimeSpan.FromMilliseconds(5));
            _peakWorkingSet = Math.Max(_peakWorkingSet, Environment.WorkingSet);
            _peakHeap = Math.Max(_peakHeap, GC.GetTotalMemory(forceFullCollection: false));
        }
        while (!ended);
    }
}
