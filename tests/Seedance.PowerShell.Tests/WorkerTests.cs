using Seedance.Pwsh;
using Seedance.Sandbox;

namespace Seedance.PowerShell.Tests;

/// <summary>Workers of a fleet have a journal in common, and nothing else.</summary>
public sealed class WorkerTests : IDisposable
{
    private const int Workers = 3;
    private const int Pictures = 3;

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Of_workers_that_start_together_one_pays_for_a_picture_and_all_see_its_video()
    {
        await using var server = await WireServer.WireServer.StartAsync(new SandboxOptions { ApiKey = Workplace.ApiKey, JobDuration = TimeSpan.FromSeconds(1) });

        var runs = await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => RunAsync(server)));

        Assert.All(runs, run => Assert.Equal((0, ""), (run.ExitCode, run.Error)));
        Assert.Equal(Pictures, server.Service.Jobs.Count);
        Assert.Equal(Pictures, Directory.GetFiles(_folder.Path, "*.mp4").Length);
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.partial"));
        Assert.All(server.Service.Jobs, job => Assert.All(runs, run => Assert.Contains(job.Id, run.Output, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_worker_that_comes_later_pays_for_nothing()
    {
        await using var server = await WireServer.WireServer.StartAsync(new SandboxOptions { ApiKey = Workplace.ApiKey, JobDuration = TimeSpan.Zero });
        await RunAsync(server);

        var late = await RunAsync(server);

        Assert.Equal((0, ""), (late.ExitCode, late.Error));
        Assert.Equal(Pictures, server.Count("POST /api/rest/v2/generations"));
    }

    private async Task<PwshResult> RunAsync(WireServer.WireServer server)
    {
        using var pwsh = new PwshProcess(
            ["-File", Path.Combine(StagedModule.Repository, "examples/worker.ps1"), "-Destination", _folder.Path, "-Workers", $"{Workers}"],
            _folder.Path,
            new Dictionary<string, string>
            {
                ["LEONARDO_API_KEY"] = Workplace.ApiKey,
                ["SEEDANCE_BASE_URI"] = server.ApiRoot.AbsoluteUri,
                ["SEEDANCE_HOME"] = Path.Combine(_folder.Path, "home"),
            });
        return await pwsh.FinishAsync();
    }
}
