using System.Globalization;

namespace Seedance.Benchmarks;

/// <summary>What a session pays for the module before it does anything, beside a module that holds nothing.</summary>
internal sealed class ImportBenchmark : IBenchmark
{
    private const double MostImport = 1.5;
    private const double MostFirstCall = 2.5;

    public string Name => "import";

    public string Usage => "[--runs 31]   Imports the staged module in new processes; 1.5 times an empty module's time at the most, and 2.5 times for the first command.";

    public async Task<bool> RunAsync(IReadOnlyList<string> arguments)
    {
        var runs = arguments switch
        {
            [] => 31,
            ["--runs", var text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 => count,
            _ => throw new UsageException($"'{string.Join(' ', arguments)}' is not known."),
        };
        var shell = Shell.Pwsh;
        Console.WriteLine($"In {shell.Description}. The staged module, built as {BuildOutput.ModuleConfiguration}: medians of {runs} new processes each, in milliseconds.");
        Console.WriteLine();
        var table = new Table("Seedance", "empty module", "ratio");
        var (seedance, withPrompt, empty) = await MeasureAsync(shell, runs);
        Add(table, $"{shell.Name}: import", seedance.ImportTime, empty.ImportTime);
        Add(table, $"{shell.Name}: first command", seedance.FirstCall, empty.FirstCall);
        Add(table, $"{shell.Name}: first command, a prompt bound", withPrompt.FirstCall, empty.FirstCall);
        Console.WriteLine(table);
        return Promise.Print(
            Promise.Ratio($"{shell.Name}: import beside an empty module", seedance.ImportTime.Median, empty.ImportTime.Median, MostImport),
            Promise.Ratio($"{shell.Name}: first command beside an empty module's", seedance.FirstCall.Median, empty.FirstCall.Median, MostFirstCall));
    }

    /// <summary>In turns, so that what else the machine does meets all alike.</summary>
    private static async Task<(Import Seedance, Import WithPrompt, Import Empty)> MeasureAsync(Shell shell, int runs)
    {
        var seedance = new Import(BuildOutput.Module, "New-SeedanceRequest");
        var withPrompt = new Import(BuildOutput.Module, "New-SeedanceRequest 'A fox'");
        var empty = new Import(BuildOutput.EmptyModule, "New-Nothing");
        for (var run = 0; run <= runs; run++)
        {
            foreach (var import in new[] { seedance, withPrompt, empty })
            {
                // The first reads the files from the disk.
                await import.MeasureAsync(shell, isCounted: run > 0);
            }
        }

        return (seedance, withPrompt, empty);
    }

    private static void Add(Table table, string measure, Samples ours, Samples empty) =>
        table.Add(measure, Text(ours.Median, "0.0"), Text(empty.Median, "0.0"), Text(ours.Median / empty.Median, "0.00"));

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
