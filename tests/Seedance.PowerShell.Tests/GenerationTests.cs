using Seedance.WireServer;

namespace Seedance.PowerShell.Tests;

/// <summary>Waiting through an outage, which ends when the test says so.</summary>
public sealed class GenerationTests
{
    private const string Read = "GET /api/rest/v1/generations/";

    [Fact]
    public async Task A_wait_outlasts_half_a_minute_in_which_the_service_is_gone()
    {
        await using var work = await Workplace.CreateAsync();
        work.Server.Faults.Add(new Fault("GET") { Times = int.MaxValue, Drop = true });
        using var run = work.Session.Start("New-SeedanceVideo 'a fox' | Wait-SeedanceGeneration");

        await Task.Delay(TimeSpan.FromSeconds(30));
        Assert.True(work.Server.Count(Read) > 1 && run.Output.Count == 0);
        work.Server.Faults.Clear();

        var result = run.Finish();
        result.AssertNoError();
        Assert.Equal("Complete", Assert.Single(result.Column("Status")));
    }
}
