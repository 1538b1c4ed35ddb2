using System.Diagnostics;
using Seedance.Pwsh;
using Seedance.Sandbox;

namespace Seedance.Chaos;

/// <summary>One batch of jobs over a bad line, killed and started again until all is done. All of it is drawn from the seed; only how the system schedules it is not.</summary>
public sealed class ChaosRound(int seed)
{
    /// <summary>A key of the right form that belongs to nobody.</summary>
    private const string ApiKey = "7b1f0c52-93de-4c1a-8f77-5e0a9d64c3b1";

    /// <summary>Not what is measured: a run that hangs is to be seen, too.</summary>
    private static readonly TimeSpan _longestRun = TimeSpan.FromMinutes(5);

    private readonly Random _random = new(seed);
    private readonly List<string> _words = [];

    /// <param name="mostKills">After so many the last run is let be.</param>
    public async Task<ChaosReport> RunAsync(int mostKills)
    {
        var folder = Directory.CreateTempSubdirectory("seedance-chaos-");
        try
        {
            await using var server = await WireServer.WireServer.StartAsync(DrawService());
            return await RunAsync(server, folder.FullName, mostKills);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<ChaosReport> RunAsync(WireServer.WireServer server, string folder, int mostKills)
    {
        var count = _random.Next(4, 13);
        var patience = _random.Next(3);
        var weather = new Weather(new Random(_random.Next()), 0.05 + (_random.NextDouble() * 0.3));
        var killer = new Killer(new Random(_random.Next()));
        server.Faults.Generator = request =>
        {
            killer.Hear(request);
            return weather.Draw(request);
        };

        var starts = 0;
        do
        {
            starts++;
        }
        while (await IsKilledAsync(Start(server, folder, count, patience), killer.Kills.Values.Sum() < mostKills ? killer : null, server));

        server.Faults.Generator = null;
        var evidence = new Evidence(server, folder, count, ApiKey);
        var broken = await evidence.FindBrokenAsync(_words);
        return new ChaosReport
        {
            Rounds = 1,
            Starts = starts,
            KillsByPhase = killer.Kills,
            Asked = count,
            AtServer = server.Service.Jobs.Count,
            Whole = await evidence.CountWholeAsync(),
            Adopted = evidence.CountAdopted(),
            PartialsLeft = evidence.Drafts.Count,
            UnsavedLeft = evidence.Unsaved.Count,
            Faults = weather.Faults,
            Broken = broken.Count == 0 ? [] : [$"seed {seed}: {string.Join("; ", broken)}{Environment.NewLine}{string.Join(Environment.NewLine, _words)}"],
        };
    }

    private SandboxOptions DrawService() => new()
    {
        ApiKey = ApiKey,
        JobDuration = TimeSpan.FromMilliseconds(_random.Next(1000)),
        VideoLag = TimeSpan.FromMilliseconds(_random.Next(2) * _random.Next(500)),
        ConcurrencySlots = _random.Next(2, 11),
        ListShowsSeeds = _random.Next(4) > 0,
        CreateResponseShape = (CreateResponseShape)_random.Next(4),
    };

    private static PwshProcess Start(WireServer.WireServer server, string folder, int count, int patience) => new(
        ["-File", Path.Combine(AppContext.BaseDirectory, "chaos.ps1"), "-Count", $"{count}", "-Patience", $"{patience}"],
        folder,
        new Dictionary<string, string>
        {
            ["LEONARDO_API_KEY"] = ApiKey,
            ["SEEDANCE_BASE_URI"] = server.ApiRoot.AbsoluteUri,
            ["SEEDANCE_HOME"] = Path.Combine(folder, "home"),
        });

    /// <summary>Sees a run to its end, be it its own.</summary>
    private async Task<bool> IsKilledAsync(PwshProcess pwsh, Killer? killer, WireServer.WireServer server)
    {
        using (pwsh)
        {
            var run = pwsh.Process;
            var (output, error) = (run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
            var isKilled = killer is not null && await killer.KillAsync(run);
            if (killer is null)
            {
                await EndAsync(run);
            }

            _words.Add($"{await output}{await error}{(isKilled ? "killed" : $"ended with {run.ExitCode}")}");

            // What a killed run has sent is made or never arrives, before the next one looks into the list.
            await server.WaitUntilIdleAsync();
            return isKilled;
        }
    }

    private static async Task EndAsync(Process run)
    {
        try
        {
            await run.WaitForExitAsync().WaitAsync(_longestRun);
        }
        catch (TimeoutException)
        {
            run.Kill();
            await run.WaitForExitAsync();
        }
    }
}
