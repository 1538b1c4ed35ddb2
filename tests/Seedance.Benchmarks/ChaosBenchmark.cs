using System.Globalization;
using Seedance.Chaos;

namespace Seedance.Benchmarks;

/// <summary>Whatever the line does and whenever the process is killed: each job is paid once, and each video is saved.</summary>
internal sealed class ChaosBenchmark : IBenchmark
{
    /// <summary>A round that is killed more often than this is let be: a slow machine may never get any further.</summary>
    private const int MostKillsOfRound = 25;

    public string Name => "chaos";

    public string Usage => "[--kills 500] [--seed 1]   Batches over a bad line, killed so often in all; a seed replays its round.";

    public async Task<bool> RunAsync(IReadOnlyList<string> arguments)
    {
        var kills = Number(arguments, "--kills", 500);
        var seed = Number(arguments, "--seed", 1);
        var report = new ChaosReport();
        do
        {
            var round = await new ChaosRound(seed).RunAsync(MostKillsOfRound);
            report += round;
            Console.WriteLine($"seed {seed}: {round.Asked} jobs, {round.Kills} kills, {report.Kills} in all{(round.Broken.Count == 0 ? "" : " BROKEN")}");
            seed++;
        }
        while (report.Kills < kills);

        Console.WriteLine();
        Console.WriteLine(Describe(report));
        Console.WriteLine();
        foreach (var broken in report.Broken)
        {
            Console.WriteLine(broken);
        }

        return Keeps("Never paid twice, never lost", report.AtServer == report.Asked)
            & Keeps("Every video whole and the right one", report.Whole == report.Asked)
            & Keeps("Nothing left over", report.PartialsLeft == 0 && report.UnsavedLeft == 0)
            & Keeps("All else", report.Broken.Count == 0);
    }

    private static Table Describe(ChaosReport report)
    {
        var table = new Table("count");
        void Add(string measure, int count) => table.Add(measure, count.ToString("N0", CultureInfo.InvariantCulture));

        Add("rounds", report.Rounds);
        Add("starts", report.Starts);
        Add("kills", report.Kills);
        foreach (var (phase, count) in report.KillsByPhase.OrderBy(kills => kills.Key, StringComparer.Ordinal))
        {
            Add($"  {phase}", count);
        }

        Add("jobs asked for", report.Asked);
        Add("jobs at the server", report.AtServer);
        Add("MP4s whole and right, with sidecars", report.Whole);
        Add("faults", report.Faults.Values.Sum());
        foreach (var (kind, count) in report.Faults.OrderBy(fault => fault.Key, StringComparer.Ordinal))
        {
            Add($"  {kind}", count);
        }

        Add("adopted after a lost answer", report.Adopted);
        Add("partials left", report.PartialsLeft);
        Add("unknown or unsaved left", report.UnsavedLeft);
        return table;
    }

    private static bool Keeps(string promise, bool isKept)
    {
        Console.WriteLine($"{promise}: {(isKept ? "kept" : "BROKEN")}");
        return isKept;
    }

    private static int Number(IReadOnlyList<string> arguments, string name, int standard)
    {
        var values = arguments.Chunk(2).ToList();
        if (values.Find(pair => pair.Length != 2 || pair[0] is not ("--kills" or "--seed")) is { } odd)
        {
            throw new UsageException($"'{string.Join(' ', odd)}' is not known.");
        }

        return values.Find(pair => pair[0] == name) is not { } found ? standard
            : int.TryParse(found[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw new UsageException($"'{found[1]}' is no number.");
    }
}
