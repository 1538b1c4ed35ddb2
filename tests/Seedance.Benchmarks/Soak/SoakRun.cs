using System.Globalization;
using Seedance.Chaos;
using Seedance.Pwsh;
using Seedance.Sandbox;

namespace Seedance.Benchmarks;

/// <summary>Some sessions and one journal on an unreliable network, for as long as the options say. The faults are drawn from the seed; which request meets which depends on how the system schedules them.</summary>
internal sealed class SoakRun(SoakOptions options)
{
    private const double FaultRate = 0.1;

    /// <summary>A key in the right form that belongs to nobody.</summary>
    private const string Key = "3e9a51d4-6b02-4f7c-a1c8-90d2f4b7e653";

    public async Task<SoakReport> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("seedance-soak-");
        try
        {
            using var images = new ImageFolder(options.Jobs);
            await using var server = await WireServer.WireServer.StartAsync(new SandboxOptions { JobDuration = TimeSpan.FromSeconds(2), VideoLag = TimeSpan.FromMilliseconds(200) });
            server.MaxRecordedBytes = 0;
            return await RunAsync(server, folder.FullName, images.Path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<SoakReport> RunAsync(WireServer.WireServer server, string folder, string images)
    {
        var faults = new NetworkFaults(new Random(options.Seed), FaultRate, isStorageSlow: false);
        server.Faults.Generator = faults.Draw;
        var workers = Enumerable.Range(1, SoakOptions.Workers).Select(number => new SoakWorker(Start(server, folder, images, number), (options.Duration * 2) + TimeSpan.FromMinutes(1))).ToList();
        try
        {
            var results = await Task.WhenAll(workers.Select(worker => worker.RunAsync()));
            server.Faults.Generator = null;
            var evidence = new Evidence(server, folder, options.Jobs, equal: 0, [Key]);
            return new SoakReport
            {
                Workers = workers,
                AtServer = server.Service.Jobs.Count,
                Entries = evidence.EntryCount,
                Complete = await evidence.CountCompleteAsync(),
                Adopted = evidence.Adopted,
                UnsavedLeft = evidence.Unsaved.Count,
                PartialFilesLeft = evidence.PartialFiles.Count,
                Requests = server.Requests.Count,
                Faults = faults.Counts,
                Broken = await evidence.FindBrokenAsync(results),
                Failed = [.. results.Where(result => !result.EndedWell)],
            };
        }
        finally
        {
            workers.ForEach(worker => worker.Dispose());
        }
    }

    private PwshProcess Start(WireServer.WireServer server, string folder, string images, int number) => new(
        ["-File", Path.Combine(AppContext.BaseDirectory, "Soak", "soak.ps1"), "-Worker", Text(number), "-Workers", Text(SoakOptions.Workers), "-Count", Text(options.Jobs), "-Seconds", Text((int)options.Duration.TotalSeconds), "-Images", images],
        folder,
        new Dictionary<string, string>
        {
            ["LEONARDO_API_KEY"] = Key,
            ["SEEDANCE_BASE_URI"] = server.ApiRoot.AbsoluteUri,
            ["SEEDANCE_HOME"] = Path.Combine(folder, "home"),
            // As in a user's session: hot code is profiled, and compiled again after 0x64 ms. Compiled late, it would look like a leak.
            ["DOTNET_TieredPGO"] = "1",
            ["DOTNET_TC_CallCountingDelayMs"] = "64",
            // 0x1000000 bytes for what is new. .NET takes as much as the cache of the machine, up to 256 MB, so that garbage would look like a leak.
            ["DOTNET_GCgen0size"] = "1000000",
            // The C library of Linux takes a pool of memory for each of the first threads, eight for each processor, and gives nothing of them back. Threads come and go, so these pools fill for as long as a session lasts.
            ["MALLOC_ARENA_MAX"] = "2",
        });

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
