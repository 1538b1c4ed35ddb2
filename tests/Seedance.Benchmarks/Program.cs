namespace Seedance.Benchmarks;

internal static class Program
{
    private static readonly IReadOnlyList<IBenchmark> _benchmarks = [new ImportBenchmark(), new RequestBenchmark(), new UploadBenchmark(), new DownloadBenchmark(), new PipeBenchmark(), new WaitingBenchmark(), new ChaosBenchmark()];

    /// <returns>0 when the promise is kept, 1 when it is broken, 2 when the arguments say nothing.</returns>
    private static async Task<int> Main(string[] args)
    {
        if (args is [ServerProcess.Verb, .. var settings])
        {
            await ServerProcess.ServeAsync(settings);
            return 0;
        }

        // Journal and cache are the benchmark's own, not the user's.
        var home = Directory.CreateTempSubdirectory("seedance-benchmark-");
        Environment.SetEnvironmentVariable("SEEDANCE_HOME", home.FullName);
        try
        {
            var benchmark = _benchmarks.FirstOrDefault(known => known.Name == args.FirstOrDefault())
                ?? throw new UsageException("Name a benchmark.");
            return await benchmark.RunAsync(args[1..]) ? 0 : 1;
        }
        catch (UsageException failure)
        {
            Console.Error.WriteLine(failure.Message);
            Console.Error.WriteLine("Usage:");
            foreach (var benchmark in _benchmarks)
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
}
