using Seedance.Sandbox;
using Seedance.WireServer;

namespace Seedance.PowerShell.Tests;

/// <summary>An error that meets every input is reported once, and ends the command before it sends more. What is paid by then is still waited for and saved.</summary>
public sealed class CommonCauseTests
{
    private const string Create = "POST /api/rest/v2/generations";
    private const string Read = "GET /api/rest/v1/generations/";

    /// <summary>What the sandbox charges for the default request.</summary>
    private const int CreditsOfOneJob = 1934;

    [Fact]
    public async Task Thirty_inputs_with_a_key_that_was_never_valid_are_one_error_and_at_most_a_few_requests()
    {
        await using var work = await Workplace.CreateAsync();
        work.Connect(Workplace.NewKey());

        var result = work.Run("1..30 | ForEach-Object { \"fox $_\" } | New-SeedanceVideo");

        Assert.StartsWith("Seedance.Unauthorized", result.TheError.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("29 further inputs were not processed because of this error.", Assert.Single(result.Warnings));
        Assert.Empty(result.Output);
        Assert.InRange(work.Server.Requests.Count, 1, 10);
        Assert.Equal(0, work.Server.Count(Create));
    }

    [Fact]
    public async Task Thirty_inputs_with_a_key_that_was_revoked_are_one_error_and_at_most_the_requests_that_were_sent_at_once()
    {
        await using var work = await Workplace.CreateAsync(new() { JobDuration = TimeSpan.Zero });
        work.Run("Get-SeedanceAccount").AssertNoError();
        work.Server.Faults.Add(new Fault(Create) { Times = 30, Status = 401, Body = """{"error":"Authentication hook unauthorized this request","path":"$","code":"access-denied"}""" });

        var result = work.Run("1..30 | ForEach-Object { \"fox $_\" } | New-SeedanceVideo -ThrottleLimit 4");

        Assert.StartsWith("Seedance.Unauthorized", result.TheError.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("29 further inputs were not processed because of this error.", Assert.Single(result.Warnings));
        Assert.InRange(work.Server.Count(Create), 1, 4);
        Assert.Empty(work.Server.Service.Jobs);
    }

    [Fact]
    public async Task When_the_credits_end_in_the_middle_the_jobs_that_are_paid_are_still_waited_for_and_saved()
    {
        await using var work = await Workplace.CreateAsync(new SandboxOptions { JobDuration = TimeSpan.Zero, Credits = 2 * CreditsOfOneJob });
        var isReported = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        work.Server.Faults.Add(new Fault(Read) { Times = int.MaxValue, HeldUntil = isReported.Task });
        using var areWaitedFor = new ManualResetEventSlim();

        // At most two requests read the jobs, and one is left for the further inputs.
        using var run = work.Session.Start(
            "& { 'one', 'two'; $areWaitedFor.Wait(); 'three', 'four', 'five' } | New-SeedanceVideo -ThrottleLimit 3 -Destination '{prompt}.mp4'", ("areWaitedFor", areWaitedFor));
        while (work.Server.Service.Jobs.Count < 2 || work.Server.Count(Read) == 0)
        {
            await Task.Delay(1);
        }

        run.Errors.DataAdded += (_, _) => isReported.TrySetResult();
        areWaitedFor.Set();

        var result = run.Finish();
        Assert.StartsWith("Seedance.InsufficientCredits", result.TheError.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(result.TheError.TargetObject.ToString(), new[] { "three", "four", "five" });
        Assert.Equal("2 further inputs were not processed because of this error.", Assert.Single(result.Warnings));
        Assert.Equal(["one.mp4", "two.mp4"], work.Files("*.mp4"));
        Assert.Equal(["one", "two"], result.Column("Prompt").Order());
        Assert.Equal(["one", "two"], work.Server.Service.Jobs.Select(job => job.Prompt).Order());
    }

    [Fact]
    public async Task A_key_that_is_revoked_while_jobs_are_waited_for_leaves_the_id_and_the_resume_command_of_each()
    {
        await using var work = await Workplace.CreateAsync(new() { JobDuration = TimeSpan.Zero });
        work.Server.Faults.Add(new Fault(Read) { Times = int.MaxValue, Status = 401, Body = """{"error":"Authentication hook unauthorized this request","path":"$","code":"access-denied"}""" });

        var errors = work.Run("'one', 'two' | New-SeedanceVideo -Destination '{prompt}.mp4'").TheErrors(2);

        var jobs = work.Server.Service.Jobs;
        Assert.Equal(2, jobs.Count);
        foreach (var job in jobs)
        {
            var error = Assert.Single(errors, error => error.TargetObject.ToString() == job.Prompt);
            Assert.StartsWith("Seedance.Unauthorized", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains(job.Id, error.ErrorDetails.Message, StringComparison.Ordinal);
            Assert.Contains($"Get-SeedanceJob -Id {job.Id} | Resume-SeedanceGeneration | Wait-SeedanceGeneration | Save-SeedanceVideo", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        }
    }
}
