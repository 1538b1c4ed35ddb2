using System.Globalization;

namespace Seedance.Benchmarks;

/// <summary>Sessions that run for long on an unreliable network: they keep to their memory, handles and threads, and each video is paid and saved once.</summary>
internal sealed class SoakBenchmark : IBenchmark
{
    private const double MaxMemoryChange = 10e6;

    /// <summary>The pools of connections and threads breathe by a few. A leak in 600 jobs and dozens of failures is more.</summary>
    private const double MaxCountGrowth = 5;

    public string Name => "soak";

    public string Usage => SoakOptions.Usage + "   Three sessions that make videos at a steady pace on an unreliable network; a seed replays the faults.";

    public async Task<bool> RunAsync(IReadOnlyList<string> arguments)
    {
        var options = SoakOptions.Parse(arguments);
        Console.WriteLine($"seed {options.Seed}: {options.Jobs} jobs in {options.Minutes} minutes, {SoakOptions.Workers} sessions.");
        var report = await new SoakRun(options).RunAsync();
        Console.WriteLine("Medians of the second fifth of the time, after the warm-up, and of the last fifth.");
        Console.WriteLine(DescribeWorkers(report.Workers));
        Console.WriteLine();
        Console.WriteLine(DescribeCounts(report, options));
        foreach (var line in report.Broken.Concat(report.Failed.Select(failed => failed.ToString())))
        {
            Console.WriteLine(line);
        }

        return Promise.Print(
            Memory("Heap after a full collection", report, worker => worker.Heap),
            Memory("Working set", report, worker => worker.WorkingSet),
            Count("Handles", report, worker => worker.Handles),
            Count("Threads", report, worker => worker.Threads),
            new("Never paid twice, never lost", report.AtServer == options.Jobs && report.Entries == options.Jobs),
            new("Every video complete and the right one", report.Complete == options.Jobs),
            new("Nothing left over", report.PartialFilesLeft == 0 && report.UnsavedLeft == 0),
            new("Every session ends well, and the rest", report.Broken.Count == 0));
    }

    private static Table DescribeWorkers(IReadOnlyList<SoakWorker> workers)
    {
        var table = new Table([.. workers.Select((_, index) => $"session {index + 1}")]);
        void Add(string measure, Func<SoakWorker, string> figure) => table.Add(measure, [.. workers.Select(figure)]);

        Add("heap after a full collection", worker => worker.Heap.Describe(Megabytes));
        Add("working set", worker => worker.WorkingSet.Describe(Megabytes));
        Add("  peak", worker => Megabytes(worker.WorkingSet.Peak));
        Add("private bytes", worker => worker.PrivateBytes.Describe(Megabytes));
        Add("handles", worker => worker.Handles.Describe(Number));
        Add("  peak", worker => Number(worker.Handles.Peak));
        Add("  of them connections", worker => worker.Connections.Describe(Number));
        Add("threads", worker => worker.Threads.Describe(Number));
        Add("  peak", worker => Number(worker.Threads.Peak));
        return table;
    }

    private static CountTable DescribeCounts(SoakReport report, SoakOptions options)
    {
        var table = new CountTable();
        table.Add("jobs requested", options.Jobs);
        table.Add("jobs at the server", report.AtServer);
        table.Add("entries of the journal", report.Entries);
        table.Add("MP4 files complete and right, with sidecars", report.Complete);
        table.Add("requests", report.Requests);
        table.AddAll("faults", report.Faults);
        table.AddAll("errors that the sessions dealt with", report.Problems);
        table.Add("adopted after a lost response", report.Adopted);
        table.Add("partial files left", report.PartialFilesLeft);
        table.Add("unknown or unsaved left", report.UnsavedLeft);
        return table;
    }

    private static Promise Memory(string what, SoakReport report, Func<SoakWorker, Trend> trend)
    {
        var change = report.Workers.Select(worker => trend(worker).Change).MaxBy(Math.Abs);
        return new($"{what}: {change / 1e6:+0.0;-0.0;0.0} MB, 10.0 MB more or less at most", report.Workers.All(worker => Math.Abs(trend(worker).Change) <= MaxMemoryChange));
    }

    private static Promise Count(string what, SoakReport report, Func<SoakWorker, Trend> trend)
    {
        var growth = report.Workers.Max(worker => trend(worker).Change);
        return new($"{what}: {growth:+0.#;-0.#;0} in {report.AtServer / report.Workers.Count} jobs, {MaxCountGrowth:0} more at most", report.Workers.All(worker => trend(worker).Change <= MaxCountGrowth));
    }

    private static string Megabytes(double bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");

    private static string Number(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
