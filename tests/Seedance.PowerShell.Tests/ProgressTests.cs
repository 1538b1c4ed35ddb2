using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Seedance.WireServer;

namespace Seedance.PowerShell.Tests;

/// <summary>The progress that a host gets.</summary>
public sealed class ProgressTests
{
    [Fact]
    public async Task The_cmdlets_of_a_pipeline_write_to_one_and_the_same_line()
    {
        await using var work = await Workplace.CreateAsync();

        // First New-SeedanceVideo waits for a response and then Save-SeedanceVideo does, each until it has shown so.
        var host = new ProgressHost();
        work.Server.Faults.Add(new Fault("POST /api/rest/v2/generations") { HeldUntil = host.WaitForAsync("0 of 1 · 1 submitting") });
        work.Server.Faults.Add(new Fault("GET /videos/") { HeldUntil = host.WaitForAsync("0 of 1 · 1 downloading") });
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule(StagedModule.Manifest);
        using var runspace = RunspaceFactory.CreateRunspace(host, state);
        runspace.Open();
        runspace.SessionStateProxy.Path.SetLocation(work.Folder);
        using var shell = System.Management.Automation.PowerShell.Create(runspace);

        shell.AddScript($"Connect-Seedance -ApiKey {Workplace.ApiKey} -BaseUri {work.Server.ApiRoot}; 'a fox' | New-SeedanceVideo | Wait-SeedanceGeneration | Save-SeedanceVideo").Invoke();

        Assert.Single(work.Files("*.mp4"));
        // A transfer that takes more than a second has a line of its own below it.
        Assert.Single(host.Progress.Where(line => line.Record.ParentActivityId < 0).Select(line => (line.Source, line.Record.ActivityId)).Distinct());
        Assert.Equal(ProgressRecordType.Completed, host.Progress.Last().Record.RecordType);
    }
}
