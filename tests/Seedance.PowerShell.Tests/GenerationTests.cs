using Seedance.WireServer;

namespace Seedance.PowerShell.Tests;

/// <summary>Waiting through an outage, which ends when the test says so.</summary>
public sealed class GenerationTests
{
    private const string Read = "GET /api/rest/v1/generations/";

    [Fact]
    public async Task A_wait_survives_an_outage_that_lasts_for_several_polls()
    {
        await using var work = await Workplace.CreateAsync();
        work.Server.Faults.Add(new Fault(Read) { Times = int.MaxValue, Drop = true });
        using var run = work.Session.Start("New-SeedanceVideo 'a fox' | Wait-SeedanceGeneration");

        while (work.Server.Count(Read) < 3)
        {
            await Task.Delay(1);
        }

        Assert.Equal(0, run.OutputCount);
        work.Server.Faults.Clear();

        var result = run.Finish();
        result.AssertNoError();
        Assert.Equal("Complete", Assert.Single(result.Column("Status")));
    }
}
