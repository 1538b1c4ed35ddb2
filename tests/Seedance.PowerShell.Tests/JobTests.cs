using Seedance.WireServer;

namespace Seedance.PowerShell.Tests;

/// <summary>A stop at a given moment loses no job, and the job is resumed.</summary>
public sealed class JobTests : IAsyncLifetime
{
    private const string Create = "POST /api/rest/v2/generations";
    private const string Read = "GET /api/rest/v1/generations/";

    /// <summary>The journal is one for all tests of this process; a name tells this test's entries.</summary>
    private readonly string _name = Guid.NewGuid().ToString("N");

    private Workplace _work = null!;

    public async Task InitializeAsync() => _work = await Workplace.CreateAsync();

    public async Task DisposeAsync() => await _work.DisposeAsync();

    [Fact]
    public async Task A_stop_says_how_to_resume_and_resuming_saves_the_paid_videos_at_their_destination()
    {
        _work.Server.Faults.Add(new Fault(Read) { Hang = true });
        using var run = _work.Session.Start($"'a fox', 'an owl' | New-SeedanceVideo -JobName {_name} -Destination '{_work.Folder}/videos/{{prompt}}.mp4'");
        await _work.Server.WaitForRequestAsync(Read);
        while (_work.Server.Service.Jobs.Count < 2)
        {
            await Task.Delay(1);
        }

        run.Stop();

        var stopped = run.Finish();
        Assert.True(stopped.WasStopped);
        var hint = Assert.Single(stopped.Information);
        Assert.All(_work.Server.Service.Jobs, job => Assert.Contains(job.Id, hint, StringComparison.Ordinal));
        Assert.Contains("Get-SeedanceJob -Id ", hint, StringComparison.Ordinal);

        // Exactly the command that the hint names.
        _work.Run(hint[hint.IndexOf("Get-SeedanceJob", StringComparison.Ordinal)..]).AssertNoError();
        Assert.Equal(["videos/a fox.mp4", "videos/an owl.mp4"], _work.Files("*.mp4"));
        Assert.Equal(2, _work.Server.Service.Jobs.Count);
        Assert.Empty(Run("Resume-SeedanceGeneration -JobName NAME").Output);
    }

    [Fact]
    public async Task A_stop_during_a_submission_says_so_and_the_job_is_found_again()
    {
        _work.Server.Faults.Add(new Fault(Create) { AfterProcessing = true, Hang = true });
        using var run = _work.Session.Start($"'a fox' | New-SeedanceVideo -JobName {_name} | Wait-SeedanceGeneration");
        await _work.Server.WaitForRequestAsync(Create);
        while (_work.Server.Service.Jobs.Count == 0)
        {
            await Task.Delay(1);
        }

        run.Stop();

        Assert.Contains($"1 submission was in progress. To resume: Resume-SeedanceGeneration -JobName '{_name}' |", Assert.Single(run.Finish().Information), StringComparison.Ordinal);
        Assert.Equal(["Unknown"], Run("Get-SeedanceJob -JobName NAME").Column("Status"));
        var resumed = Run("Resume-SeedanceGeneration -JobName NAME | Wait-SeedanceGeneration");
        resumed.AssertNoError();
        Assert.Equal(Assert.Single(_work.Server.Service.Jobs).Id, Assert.Single(resumed.Column("Id")));
    }

    private ScriptResult Run(string script) => _work.Run(script.Replace("NAME", _name, StringComparison.Ordinal));
}
