using Seedance.Pwsh;
using Seedance.Sandbox;

namespace Seedance.Chaos;

/// <summary>One batch of jobs on an unreliable network, interrupted and started again until all is done. Everything is drawn from the seed except how the system schedules it.</summary>
public sealed class ChaosRound(int seed)
{
    private const int MaxWorkers = 3;

    /// <summary>Two keys of one user, in the right form, that belong to nobody.</summary>
    private static readonly string[] _keys = ["7b1f0c52-93de-4c1a-8f77-5e0a9d64c3b1", "c04d7e19-2ab6-4f3e-b5d8-61f2a8e97d30"];

    private readonly Random _random = new(seed);
    private readonly List<RunResult> _results = [];

    /// <param name="maxInterruptions">After so many no process is interrupted.</param>
    public async Task<ChaosReport> RunAsync(int maxInterruptions)
    {
        var folder = Directory.CreateTempSubdirectory("seedance-chaos-");
        try
        {
            await using var server = await WireServer.WireServer.StartAsync(DrawService());
            return await RunAsync(server, folder.FullName, maxInterruptions);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<ChaosReport> RunAsync(WireServer.WireServer server, string folder, int maxInterruptions)
    {
        var count = _random.Next(4, 13);
        var retryTimeout = _random.Next(3);
        var equal = _random.Next(3) == 0 ? 0 : _random.Next(2, 4);
        var hasWorkers = _random.Next(2) == 0;
        var faults = new NetworkFaults(new Random(_random.Next()), 0.05 + (_random.NextDouble() * 0.3), isStorageSlow: hasWorkers);
        var interrupter = new Interrupter(new Random(_random.Next()));
        server.Faults.Generator = request =>
        {
            interrupter.OnRequest(request);
            return faults.Draw(request);
        };

        // Several workers at once go through the inputs; the single run after them settles what they leave.
        string[] arguments = ["-Count", $"{count}", "-Equal", $"{equal}", "-RetryTimeout", $"{retryTimeout}"];
        var starts = 0;
        var isDone = false;
        while (!isDone)
        {
            var workers = hasWorkers && starts % (MaxWorkers + 1) == 0 ? MaxWorkers : 1;
            interrupter.OnStart();
            var isInterrupted = interrupter.Count < maxInterruptions;
            var results = await Task.WhenAll(Enumerable.Range(starts, workers).Select(number =>
                RunAsync(Start(server, folder, workers > 1 ? [.. arguments, "-Worker"] : arguments, _keys[number % _keys.Length]), isInterrupted ? interrupter : null)));
            _results.AddRange(results);
            starts += workers;

            // What an interrupted process has sent has arrived, or never will, before the next one reads the list.
            await server.WaitUntilIdleAsync();
            isDone = workers == 1 && (results[0].IsDone || results[0].End is RunEnd.Completed or RunEnd.TimedOut);
        }

        server.Faults.Generator = null;
        var evidence = new Evidence(server, folder, count, equal, _keys);
        var broken = await evidence.FindBrokenAsync(_results);
        return new ChaosReport
        {
            Rounds = 1,
            Starts = starts,
            KillsByPhase = interrupter.Kills,
            StopsByPhase = interrupter.Stops,
            Requested = count,
            Equal = equal,
            AtServer = server.Service.Jobs.Count,
            Complete = await evidence.CountCompleteAsync(),
            Adopted = evidence.Adopted,
            Ambiguous = _results.Sum(result => result.Ambiguous),
            SavedById = evidence.SavedById,
            Keys = evidence.Keys,
            Workers = hasWorkers ? MaxWorkers : 1,
            PartialFilesLeft = evidence.PartialFiles.Count,
            UnsavedLeft = evidence.Unsaved.Count,
            Faults = faults.Counts,
            Broken = broken.Count == 0 ? [] : [$"seed {seed}: {string.Join("; ", broken)}{Environment.NewLine}{string.Join(Environment.NewLine, _results)}"],
        };
    }

    private SandboxOptions DrawService() => new()
    {
        JobDuration = TimeSpan.FromMilliseconds(_random.Next(1000)),
        VideoLag = TimeSpan.FromMilliseconds(_random.Next(2) * _random.Next(500)),
        ConcurrencySlots = _random.Next(2, 11),
        ListShowsSeeds = _random.Next(4) > 0,
        CreateResponseShape = (CreateResponseShape)_random.Next(4),
    };

    private static PwshProcess Start(WireServer.WireServer server, string folder, IEnumerable<string> arguments, string key) => new(
        ["-File", Path.Combine(AppContext.BaseDirectory, "chaos.ps1"), .. arguments],
        folder,
        new Dictionary<string, string>
        {
            ["LEONARDO_API_KEY"] = key,
            ["SEEDANCE_BASE_URI"] = server.ApiRoot.AbsoluteUri,
            ["SEEDANCE_HOME"] = Path.Combine(folder, "home"),
        },
        acceptsInterrupt: true);

    private static async Task<RunResult> RunAsync(PwshProcess pwsh, Interrupter? interrupter)
    {
        using (pwsh)
        {
            var process = pwsh.Process;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            var end = await (interrupter?.InterruptAsync(process) ?? Interrupter.WaitAsync(process));
            return new RunResult(end, process.ExitCode, await output, await error);
        }
    }
}
