using System.Diagnostics;
using System.Globalization;

namespace Seedance.Benchmarks;

/// <summary>What one way of moving a file takes: the median time of its runs, and the most memory of any.</summary>
internal sealed class Cost
{
    public Samples Seconds { get; } = new();

    /// <summary>Of the working set, over what it was before.</summary>
    public long Growth { get; private set; }

    public long PeakWorkingSet { get; private set; }

    public long Allocated { get; private set; }

    /// <summary>Does it once more in this process.</summary>
    public async Task AddAsync(Func<Task> work)
    {
        var memory = new MemoryWatch();
        var start = Stopwatch.GetTimestamp();
        using (memory)
        {
            await work();
            Seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        Growth = Math.Max(Growth, memory.WorkingSetGrowth);
        PeakWorkingSet = Math.Max(PeakWorkingSet, memory.PeakWorkingSet);
        Allocated = Math.Max(Allocated, memory.Allocated);
    }

    /// <summary>It was done once more in a process of its own.</summary>
    public void Add(Curl curl)
    {
        Seconds.Add(curl.Time.TotalSeconds);
        PeakWorkingSet = Math.Max(PeakWorkingSet, curl.PeakWorkingSet);
    }

    public string SecondsText => Seconds.Median.ToString("0.00", CultureInfo.InvariantCulture);

    public string RateText(long bytes) => (bytes / 1e6 / Seconds.Median).ToString("N0", CultureInfo.InvariantCulture);
}
