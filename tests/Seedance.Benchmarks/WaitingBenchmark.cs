using System.Globalization;

namespace Seedance.Benchmarks;

/// <summary>How many reads a wait takes and how late it ends, for one job and for many, on a simulated clock with the real watcher and rate limit.</summary>
internal sealed class WaitingBenchmark : IBenchmark
{
    private const int PeerPause = 2;

    public string Name => "waiting";

    public string Usage => "   Waits for 1 to 10,000 jobs of about 90 s on a simulated clock, beside a loop that reads each every 2 s.";

    public async Task<bool> RunAsync(IReadOnlyList<string> arguments)
    {
        var random = new Random(1);
        var single = new List<SimulatedJobs>();
        for (var run = 0; run < 1000; run++)
        {
            single.Add(await SimulatedJobs.RunAsync(1, () => 90));
        }

        var table = new Table("reads", "reads a job", "lateness, s: mean", "of 95 %", "loop of 2 s: reads", "mean");
        Add("1 job, mean of 1,000", 1, single.Average(run => run.Reads), single.Average(run => run.MeanLateness), single.Max(run => run.LateLateness));
        var reads = new Dictionary<int, int>();
        foreach (var count in new[] { 1, 10, 100, 1_000, 10_000 })
        {
            var jobs = await SimulatedJobs.RunAsync(count, () => 90 * Math.Exp(0.1 * Normal(random)));
            reads[count] = jobs.Reads;
            Add(count.ToString("N0", CultureInfo.InvariantCulture) + " together", count, jobs.Reads, jobs.MeanLateness, jobs.LateLateness);
        }

        foreach (var (what, isListUsable, areSubmittedHere) in new[] { ("100 of an earlier session", true, false), ("100, no list", false, true) })
        {
            var jobs = await SimulatedJobs.RunAsync(100, () => 90 * Math.Exp(0.1 * Normal(random)), isListUsable, areSubmittedHere);
            Add(what, 100, jobs.Reads, jobs.MeanLateness, jobs.LateLateness);
        }

        Console.WriteLine(table);
        return Promise.Print(
            new Promise($"One job of 90 s: {Count(single.Average(run => run.Reads))} reads, 25 at most", single.Average(run => run.Reads) <= 25),
            new Promise($"One job of 90 s: {Seconds(single.Average(run => run.MeanLateness))} s late, 1 at most", single.Average(run => run.MeanLateness) <= 1),
            new Promise($"10,000 jobs: {Count((double)reads[10_000] / reads[1])} times the reads of one, 1,000 at most", reads[10_000] <= 1000 * reads[1]));

        void Add(string what, int jobs, double reads, double meanLateness, double lateLateness) =>
            table.Add(what, Count(reads), Count(reads / jobs), Seconds(meanLateness), Seconds(lateLateness), Count(jobs * 90.0 / PeerPause), Seconds(PeerPause / 2.0));
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static string Count(double value) => value.ToString(value < 100 ? "0.##" : "N0", CultureInfo.InvariantCulture);

    private static string Seconds(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
