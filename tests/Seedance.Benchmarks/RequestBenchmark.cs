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

/// <summary>What checks, retries and trust in no answer cost for each request, beside a client that has none of them.</summary>
internal sealed class RequestBenchmark : IBenchmark
{
    private const int Rounds = 3;
    private const double Most = 1.5;

    public string Name => "request";

    public string Usage => "   Creates and reads jobs; 1.5 times a plain HttpClient's time and allocations at the most.";

    public Task<bool> RunAsync(IReadOnlyList<string> arguments)
    {
        if (arguments.Count > 0)
        {
            throw new UsageException($"'{string.Join(' ', arguments)}' is not known.");
        }

        // In turns: what else the machine does is seldom there each time, and only ever adds.
        var rounds = Enumerable.Range(0, Rounds).Select(_ => BenchmarkRunner.Run<Exchanges>(Config())).ToList();
        var table = new Table("Seedance", "plain HttpClient", "ratio");
        var promises = new List<Promise>();
        foreach (var (what, ours, peers) in new[] { ("create", nameof(Exchanges.Create), nameof(Exchanges.PlainCreate)), ("poll", nameof(Exchanges.Poll), nameof(Exchanges.PlainPoll)) })
        {
            Compare("microseconds", Microseconds(rounds, ours), Microseconds(rounds, peers));
            Compare("bytes allocated", Allocated(rounds, ours), Allocated(rounds, peers));

            void Compare(string unit, double our, double peer)
            {
                table.Add($"{what}, {unit}", Text(our, "N0"), Text(peer, "N0"), Text(our / peer, "0.00"));
                promises.Add(Promise.Ratio($"{what}, {unit}, beside a plain client", our, peer, Most));
            }
        }

        Console.WriteLine(table);
        return Task.FromResult(Promise.Print(promises));
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
