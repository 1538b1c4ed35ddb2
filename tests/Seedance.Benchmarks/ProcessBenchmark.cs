using System.Globalization;

namespace Seedance.Benchmarks;

/// <summary>What one process can do: how fast it submits jobs where nothing limits it, and what thousands of waits cost it.</summary>
internal sealed class ProcessBenchmark : IBenchmark
{
    private const int Jobs = 10_000;
    private const long MostMemory = 200_000_000;
    private const double MostCpu = 0.05;

    /// <summary>Bytes, hexadecimal. Otherwise .NET lets garbage grow with the machine's third-level cache.</summary>
    private const string SmallNursery = "1000000";

    private static readonly TimeSpan _job = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan _latency = TimeSpan.FromMilliseconds(20);

    public string Name => "process";

    public string Usage => "   Submits 10,000 jobs in one process and waits for them in another, beside a task for each that reads it every 10 s.";

    public async Task<bool> RunAsync(IReadOnlyList<string> arguments)
    {
        var shell = Shell.Pwsh;
        var folder = Directory.CreateTempSubdirectory("seedance-process-");
        using var server = await ServerProcess.StartAsync(job: _job, latency: _latency);
        try
        {
            var ids = Path.Combine(folder.FullName, "ids");
            var variables = $"""
                $key = '{Guid.NewGuid()}'
                $root = '{server.ApiRoot}'
                $ids = '{ids}'
                $module = '{BuildOutput.Module}'
                """;
            var submitted = await SubmitAsync(shell, variables);
            var ours = await WaitRun.RunAsync(shell, server, variables + Ours);
            var small = await WaitRun.RunAsync(shell with { Environment = [("DOTNET_GCgen0size", SmallNursery)] }, server, variables + Ours);
            var peer = await WaitRun.RunAsync(shell, server, variables + Peer);
            Console.WriteLine($"In {shell.Description}; server: 20 ms latency. Submitting without limits: {submitted:N0} jobs a second.");
            Console.WriteLine(Compare(ours, small, peer));
            return Promise.Print(
                Promise.Growth("Working set, peak", ours.PeakWorkingSet, MostMemory),
                Promise.Growth("Working set, peak, with 16 MB for what is new", small.PeakWorkingSet, MostMemory),
                new Promise(string.Create(CultureInfo.InvariantCulture, $"CPU while they wait: {ours.CpuShare:P1} of one core, {MostCpu:P0} at most"), ours.CpuShare <= MostCpu));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> SubmitAsync(Shell shell, string variables)
    {
        var figures = await shell.MeasureAsync($$"""
            {{variables}}
            Import-Module $module
            Connect-Seedance -ApiKey $key -BaseUri $root -CreatesPerMinute 0 -RequestsPerMinute 0
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $jobs = 1..{{Jobs}} | ForEach-Object { "A fox, number $_" } | New-SeedanceVideo -MaxInFlight {{Jobs}}
            "$($jobs.Count / $watch.Elapsed.TotalSeconds)"
            [IO.File]::WriteAllLines($ids, [string[]] $jobs.Id)
            """);
        return figures[0];
    }

    private const string Ours = """

        $shell = [PowerShell]::Create().AddScript({
            param($module, $key, $root, $ids)
            Import-Module $module
            Connect-Seedance -ApiKey $key -BaseUri $root
            [IO.File]::ReadAllLines($ids) | Wait-SeedanceGeneration
        }).AddArgument($module).AddArgument($key).AddArgument($root).AddArgument($ids)
        $null = $shell.BeginInvoke()
        """;

    private static string Peer => $"""

        $null = [Reflection.Assembly]::LoadFrom('{typeof(PlainWaits).Assembly.Location}')
        $waits = [Seedance.Benchmarks.PlainWaits]::Start($root, $key, [IO.File]::ReadAllLines($ids))
        """;

    private static Table Compare(WaitRun ours, WaitRun small, WaitRun peer)
    {
        var table = new Table("Seedance", "with 16 MB for what is new", "a task each, every 10 s");
        Add("reads a minute", run => run.ReadsPerMinute.ToString("N0", CultureInfo.InvariantCulture));
        Add("CPU, of one core", run => run.CpuShare.ToString("P1", CultureInfo.InvariantCulture));
        Add("working set, before", run => ByteSize.Megabytes(run.WorkingSetBefore));
        Add("working set, peak", run => ByteSize.Megabytes(run.PeakWorkingSet));
        Add("bytes in use for each wait", run => ((double)run.Live / Jobs).ToString("N0", CultureInfo.InvariantCulture));
        return table;

        void Add(string measure, Func<WaitRun, string> figure) => table.Add($"{Jobs.ToString("N0", CultureInfo.InvariantCulture)} waits: {measure}", figure(ours), figure(small), figure(peer));
    }
}
