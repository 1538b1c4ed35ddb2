using System.Diagnostics;
using Seedance.Pwsh;
using Seedance.Sandbox;

namespace Seedance.PowerShell.Tests;

/// <summary>Ctrl+C in a real pwsh.</summary>
public sealed class InterruptTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task Ctrl_C_ends_a_wait_names_the_job_and_runs_finally_blocks()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Needs kill, and env of GNU coreutils.");
        await using var server = await WireServer.WireServer.StartAsync(new SandboxOptions { ApiKey = Workplace.ApiKey, JobDuration = TimeSpan.FromHours(1) });
        using var pwsh = Start($$"""
            Connect-Seedance -ApiKey {{Workplace.ApiKey}} -BaseUri {{server.ApiRoot}}
            try { New-SeedanceVideo 'a fox' -Wait } finally { [Console]::Out.WriteLine('cleaned up') }
            """);
        await server.WaitForRequestAsync("GET /api/rest/v1/generations/");

        using (var kill = Process.Start("kill", ["-INT", $"{pwsh.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        var output = await pwsh.StandardOutput.ReadToEndAsync();
        await pwsh.WaitForExitAsync();
        Assert.Contains(Assert.Single(server.Service.Jobs).Id, output, StringComparison.Ordinal);
        Assert.Contains("Wait-SeedanceGeneration", output, StringComparison.Ordinal);
        Assert.EndsWith("cleaned up", output.Trim(), StringComparison.Ordinal);
    }

    // A process whose parent ignores Ctrl+C, as one in the background does, would ignore it too.
    private Process Start(string command)
    {
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", PwshPackage.CompiledProgram, "-NoProfile", "-NonInteractive", "-Command", command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["XDG_CACHE_HOME"] = _folder.Path;
        start.Environment["SEEDANCE_HOME"] = Path.Combine(_folder.Path, "home");
        start.Environment["PSModulePath"] = PwshPackage.Modules;
        return Process.Start(start)!;
    }
}
