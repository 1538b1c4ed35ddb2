using System.Globalization;
using Seedance.Chaos;

namespace Seedance.Benchmarks;

/// <summary>Whatever fails in the network and whenever a process is killed or stopped: each job is paid once, and each video is saved.</summary>
internal sealed class ChaosBenchmark : IBenchmark
{
    /// <summary>After so many interruptions a round completes undisturbed: a slow machine may never get any further.</summary>
    private const int MaxInterruptionsOfRound = 25;

    public string Name => "chaos";

    public string Usage => "[--kills 500 | --rounds 300] [--seed 1]   Batches on an unreliable network, until so many processes were killed or so many rounds have ended; a seed replays its round.";

    public async Task<bool> RunAsync(IReadOnlyList<string> arguments)
    {
        var rounds = Number(arguments, "--rounds", 0);
        var kills = Number(arguments, "--kills", 500);
        var seed = Number(arguments, "--seed", 1);
        var report = new ChaosReport();
        do
        {
            var round = await new ChaosRound(seed).RunAsync(MaxInterruptionsOfRound);
            report += round;
            Console.WriteLine($"seed {seed}: {round.Requested} jobs, {round.Workers} workers, {round.Kills} kills, {round.Stops} stops; {report.Rounds} rounds and {report.Kills} kills in all{(round.Broken.Count == 0 ? "" : " BROKEN")}");
            foreach (var broken in round.Broken)
            {
                Console.WriteLine(broken);
            }

            seed++;
        }
        while (rounds > 0 ? report.Rounds < rounds : report.Kills < kills);

        Console.WriteLine();
        Console.WriteLine(Describe(report));
        return Promise.Print(
            new("Never paid twice, never lost", report.AtServer == report.Requested),
            new("Every video complete and the right one", report.Complete == report.Requested),
            new("Nothing left over", report.PartialFilesLeft == 0 && report.UnsavedLeft == 0),
            new("Every run ends well, and the rest", report.Broken.Count == 0));
    }

    private static CountTable Describe(ChaosReport report)
    {
        var table = new CountTable();
        table.Add("rounds", report.Rounds);
        table.Add("starts", report.Starts);
        table.Add("workers at once", report.Workers);
        table.Add("API keys", report.Keys);
        table.AddAll("kills", report.KillsByPhase);
        table.AddAll("stops (Ctrl+C)", report.StopsByPhase);
        table.Add("jobs requested", report.Requested);
        table.Add("  of them equal prompts under one seed", report.Equal);
        table.Add("jobs at the server", report.AtServer);
        table.Add("MP4 files complete and right, with sidecars", report.Complete);
        table.AddAll("faults", report.Faults);
        table.Add("adopted after a lost response", report.Adopted);
        table.Add("ambiguous, settled by the run", report.Ambiguous);
        table.Add("  saved by ID", report.SavedById);
        table.Add("partial files left", report.PartialFilesLeft);
        table.Add("unknown or unsaved left", report.UnsavedLeft);
        return table;
    }

    private static int Number(IReadOnlyList<string> arguments, string name, int standard)
    {
        var values = arguments.Chunk(2).ToList();
        if (values.Find(pair => pair.Length != 2 || pair[0] is not ("--kills" or "--rounds" or "--seed")) is { } odd)
        {
            throw new UsageException($"'{string.Join(' ', odd)}' is not known.");
        }

        return values.Find(pair => pair[0] == name) is not { } found ? standard
            : int.TryParse(found[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw new UsageException($"'{found[1]}' is not a number.");
    }
}
