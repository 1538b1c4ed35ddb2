using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using Perfolizer.Horology;

namespace Seedance.Benchmarks;

/// <summary>What checks, retries and distrust of responses cost for each request, beside a client that has none of them.</summary>
internal sealed class RequestBenchmark : IBenchmark
{
    private const int Rounds = 3;
    private const int CpuRounds = 7;
    private const int ExchangesInCpuRound = 2000;
    private const double Most = 1.5;

    public string Name => "request";

    public string Usage => "   Creates and reads jobs; 1.5 times a plain HttpClient's CPU and allocations at the most.";

    public async Task<bool> RunAsync(IReadOnlyList<string> arguments)
    {
        if (arguments.Count > 0)
        {
            throw new UsageException($"'{string.Join(' ', arguments)}' is not known.");
        }

        // In turns: what else the machine does is seldom there each time, and only ever adds.
        var rounds = Enumerable.Range(0, Rounds).Select(_ => BenchmarkRunner.Run<Exchanges>(Config())).ToList();
        var cpu = await MeasureCpuAsync();
        var table = new Table("Seedance", "plain HttpClient", "ratio");
        var promises = new List<Promise>();
        foreach (var (what, ours, peers) in new[] { ("create", nameof(Exchanges.Create), nameof(Exchanges.PlainCreate)), ("poll", nameof(Exchanges.Poll), nameof(Exchanges.PlainPoll)) })
        {
            Add("microseconds until the response, the server's included", Microseconds(rounds, ours), Microseconds(rounds, peers));
            Compare("microseconds of CPU", cpu[ours].Median, cpu[peers].Median);
            Compare("bytes allocated", Allocated(rounds, ours), Allocated(rounds, peers));

            void Compare(string unit, double our, double peer)
            {
                Add(unit, our, peer);
                promises.Add(Promise.Ratio($"{what}, {unit}, beside a plain client", our, peer, Most));
            }

            void Add(string unit, double our, double peer) =>
                table.Add($"{what}, {unit}", Text(our, "N0"), Text(peer, "N0"), Text(our / peer, "0.00"));
        }

        Console.WriteLine(table);
        return Promise.Print(promises);
    }

    /// <summary>This process's own, in microseconds for each exchange: the server has a process of its own.</summary>
    private static async Task<IReadOnlyDictionary<string, Samples>> MeasureCpuAsync()
    {
        var exchanges = new Exchanges();
        await exchanges.StartAsync();
        try
        {
            List<(string Name, Func<Task<object>> Run)> kinds =
            [
                (nameof(Exchanges.Create), exchanges.Create),
                (nameof(Exchanges.PlainCreate), exchanges.PlainCreate),
                (nameof(Exchanges.Poll), exchanges.Poll),
                (nameof(Exchanges.PlainPoll), exchanges.PlainPoll),
            ];
            var cpu = kinds.ToDictionary(kind => kind.Name, _ => new Samples());
            for (var round = 0; round <= CpuRounds; round++)
            {
                foreach (var (name, run) in kinds)
                {
                    var each = await CpuOfAsync(run);

                    // In the first round .NET compiles.
                    if (round > 0)
                    {
                        cpu[name].Add(each);
                    }
                }
            }

            return cpu;
        }
        finally
        {
            exchanges.Stop();
        }
    }

    private static async Task<double> CpuOfAsync(Func<Task<object>> exchange)
    {
        var before = Environment.CpuUsage.TotalTime;
        for (var count = 0; count < ExchangesInCpuRound; count++)
        {
            await exchange();
        }

        return (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / ExchangesInCpuRound;
    }

    private static ManualConfig Config() => ManualConfig.CreateEmpty()
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddLogger(NullLogger.Instance)
        .AddDiagnoser(MemoryDiagnoser.Default)
        .WithArtifactsPath(Path.GetTempPath())
        .AddJob(Job.Default.WithToolchain(InProcessNoEmitToolchain.Instance).WithWarmupCount(5).WithIterationCount(10).WithIterationTime(TimeInterval.FromMilliseconds(250)));

    private static double Microseconds(IEnumerable<Summary> rounds, string method) =>
        rounds.Min(round => Find(round, method).ResultStatistics!.Median) / 1000;

    private static double Allocated(IEnumerable<Summary> rounds, string method) =>
        rounds.Select(round => Find(round, method)).Min(report => report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase)!.Value);

    private static BenchmarkReport Find(Summary summary, string method) =>
        summary.Reports.FirstOrDefault(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == method && report.Success)
            ?? throw new InvalidOperationException($"{method} was not measured: {string.Join(' ', summary.ValidationErrors)}");

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
