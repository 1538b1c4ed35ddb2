using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Seedance.WireServer;

namespace Seedance.PowerShell.Tests;

/// <summary>
/// A stop loses no id. In whichever of six ways a pipeline is stopped, nothing further is sent, and each job on the service is in the journal:
/// with its id when the response arrives within five seconds, or else as Unknown, which Resume-SeedanceGeneration settles.
/// </summary>
public sealed class StopTests
{
    private const string CtrlC = """
        $early + $late | New-SeedanceVideo -ThrottleLimit $early.Count
        """;

    private const string ErrorActionStop = """
        & { $early; $areSent.Wait(); $blocked; $late } | New-SeedanceVideo -ThrottleLimit ($early.Count + 1) -ErrorAction Stop
        """;

    private const string SelectFirst = """
        & { $early; $areSent.Wait(); $enough; $late } | New-SeedanceVideo -ThrottleLimit ($early.Count + 1) | Select-Object -First 1
        """;

    private const string ThrowDownstream = """
        & { $early; $areSent.Wait(); $enough; $late } | New-SeedanceVideo -ThrottleLimit ($early.Count + 1) | ForEach-Object { throw 'no room for more' }
        """;

    private const string ThrowUpstream = """
        & { $early; $areSent.Wait(); throw 'no more input' } | New-SeedanceVideo
        """;

    private const string BreakDownstream = """
        foreach ($once in 1) {
            & { $early; $areSent.Wait(); $enough; $late } | New-SeedanceVideo -ThrottleLimit ($early.Count + 1) | ForEach-Object { break }
        }
        """;

    [Fact]
    public Task Ctrl_C_loses_no_id() => LosesNoIdAsync(CtrlC);

    [Fact]
    public Task ErrorAction_Stop_with_one_failing_input_among_others_loses_no_id() => LosesNoIdAsync(ErrorActionStop);

    [Fact]
    public Task Select_Object_First_loses_no_id() => LosesNoIdAsync(SelectFirst);

    [Fact]
    public Task A_throw_downstream_loses_no_id() => LosesNoIdAsync(ThrowDownstream);

    [Fact]
    public Task A_throw_upstream_loses_no_id() => LosesNoIdAsync(ThrowUpstream);

    [Fact]
    public Task A_break_downstream_loses_no_id() => LosesNoIdAsync(BreakDownstream);

    [Property(MaxTest = 4)]
    public Property No_stop_loses_an_id_whatever_the_late_responses_are() => Prop.ForAll(
        AnyResponses().ToArbitrary(),
        async any =>
        {
            foreach (var script in new[] { CtrlC, ErrorActionStop, SelectFirst, ThrowDownstream, ThrowUpstream, BreakDownstream })
            {
                await new StoppedPipeline(script, any.Responses) { Latency = any.Latency, IsNamed = any.IsNamed }.LosesNoIdAsync();
            }
        });

    [Fact]
    public async Task Resuming_only_the_first_of_several_lost_jobs_forgets_none_of_the_others()
    {
        await using var work = await Workplace.CreateAsync(new() { JobDuration = TimeSpan.Zero });
        work.Server.Faults.Add(new Fault("POST /api/rest/v2/generations") { Times = 3, AfterProcessing = true, Drop = true });
        work.Server.Faults.Add(new Fault("GET /api/rest/v1/generations/user/") { Times = 3, Status = 403 });
        var lost = work.Run("'one', 'two', 'three' | New-SeedanceVideo").TheErrors(3);
        Assert.All(lost, error => Assert.StartsWith("Seedance.SubmissionUnknown", error.FullyQualifiedErrorId, StringComparison.Ordinal));
        var jobs = work.Server.Service.Jobs.Select(job => job.Id).Order();

        var first = work.Run("Resume-SeedanceGeneration | Select-Object -First 1");

        first.AssertNoError();
        Assert.Single(first.Output);
        Assert.Equal(jobs, work.Run("Get-SeedanceJob -Id $id", ("id", jobs.ToArray())).Column("Id").Order());
        Assert.Equal(jobs, work.Run("Resume-SeedanceGeneration").Column("Id").Order());
    }

    /// <summary>One job that the response names, and one that it does not.</summary>
    private static Task LosesNoIdAsync(string script) => new StoppedPipeline(script, [LateResponse.Job, LateResponse.Disconnected]).LosesNoIdAsync();

    private static Gen<(LateResponse[] Responses, TimeSpan Latency, bool IsNamed)> AnyResponses() =>
        from count in Gen.Choose(1, 5)
        from responses in Gen.Elements(Enum.GetValues<LateResponse>()).ArrayOf(count)
        from milliseconds in Gen.Choose(0, 30)
        from isNamed in Gen.Elements(true, false)
        select (responses, TimeSpan.FromMilliseconds(milliseconds), isNamed);
}
