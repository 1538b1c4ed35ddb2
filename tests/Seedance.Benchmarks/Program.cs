namespace Seedance.Benchmarks;

internal static class Program
{
    private static readonly IReadOnlyList<IBenchmark> _benchmarks = [new ImportBenchmark(), new RequestBenchmark(), new UploadBenchmark(), new DownloadBenchmark(), new PipeBenchmark(), new WaitingBenchmark(), new ProcessBenchmark()];

    /// <summary>Run by name only: they take long, and measure no cost.</summary>
    private static readonly IReadOnlyList<IBenchmark> _trials = [new ChaosBenchmark(), new SoakBenchmark()];

    /// <returns>0 when the promise is kept, 1 when it is broken, 2 when the arguments say nothing.</returns>
    private static async Task<int> Main(string[] args)
    {
        if (args is [ServerProcess.Verb, .. var settings])
        {
            await ServerProcess.ServeAsync(settings);
            return 0;
        }

        // Journal and caches are the benchmark's own, not the user's.
        var home = Directory.CreateTempSubdirectory("seedance-benchmark-");
        Environment.SetEnvironmentVariable("SEEDANCE_HOME", home.FullName);
        Environment.SetEnvironmentVariable("XDG_CACHE_HOME", Path.Combine(home.FullName, "cache"));
        try
        {
            return await RunAsync(args) ? 0 : 1;
        }
        catch (UsageException failure)
        {
            Console.Error.WriteLine(failure.Message);
            Console.Error.WriteLine("Usage:");
            Console.Error.WriteLine("  no arguments   All that measure what things cost, which takes a quarter of an hour.");
            foreach (var benchmark in _benchmarks.Concat(_trials))
            {
                Console.Error.WriteLine($"  {benchmark.Name} {benchmark.Usage}");
            }

            return 2;
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    private static async Task<bool> RunAsync(string[] args)
    {
        if (args.Length > 0)
        {
            var benchmark = _benchmarks.Concat(_trials).FirstOrDefault(known => known.Name == args[0])
                ?? throw new UsageException($"'{args[0]}' is no benchmark.");
            return await benchmark.RunAsync(args[1..]);
        }

        var isKept = true;
        foreach (var benchmark in _benchmarks)
        {
            Console.WriteLine($"== {benchmark.Name}");
            isKept &= await benchmark.RunAsync([]);
            Console.WriteLine();
        }

        return isKept;
    }
}
