using Seedance.WireServer;

namespace Seedance.PowerShell.Tests;

/// <summary>The rules of the base class: whatever happens downstream or to the session, every finally runs and nothing outlives the cmdlet.</summary>
public sealed class AsyncRulesTests
{
    private const string Create = "POST /api/rest/v2/generations";
    private const string Read = "GET /api/rest/v1/generations/";
    private const string Download = "GET /videos/";

    [Fact]
    public async Task A_downstream_break_ends_the_requests_that_still_hang()
    {
        await using var work = await Workplace.CreateAsync();
        work.Server.Faults.Add(new Fault(Create) { Skip = 1, Times = 10, Hang = true });

        var result = work.Run("""
            $before = 0
            foreach ($once in 1) {
                try { 'one', 'two', 'three' | New-SeedanceVideo | ForEach-Object { $before++; break } }
                finally { $finally = $true }
            }
            $before
            """);

        result.AssertNoError();
        Assert.Equal("1", Assert.Single(result.Output).ToString());
        Assert.True((bool)work.Session.Variable("finally")!);
        await AllHangingRequestsWereClosed(work);
    }

    [Fact]
    public async Task A_downstream_throw_comes_up_as_it_is_after_the_work_has_ended()
    {
        await using var work = await Workplace.CreateAsync();
        work.Server.Faults.Add(new Fault(Create) { Skip = 1, Times = 10, Hang = true });

        var result = work.Run("'one', 'two', 'three' | New-SeedanceVideo | ForEach-Object { throw 'downstream is full' }");

        Assert.Equal("downstream is full", result.TheError.Exception.Message);
        await AllHangingRequestsWereClosed(work);
    }

    [Fact]
    public async Task An_upstream_throw_ends_what_earlier_inputs_had_started()
    {
        await using var work = await Workplace.CreateAsync();
        work.Server.Faults.Add(new Fault(Create) { Hang = true });

        using var sent = new ManualResetEventSlim();
        using var run = work.Session.Start("""
            1, 2 | ForEach-Object { if ($_ -eq 2) { $sent.Wait(); throw 'upstream is empty' }; 'a prompt' } | New-SeedanceVideo
            """, ("sent", sent));
        var hanging = await work.Server.WaitForRequestAsync(Create);
        sent.Set();

        Assert.Equal("upstream is empty", run.Finish().TheError.Exception.Message);
        await hanging.Aborted.WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task ErrorAction_Stop_ends_the_pipeline_with_the_first_error_and_leaves_nothing_running()
    {
        await using var work = await Workplace.CreateAsync();
        work.Server.Faults.Add(new Fault(Create) { Times = 2, Hang = true });
        using var hanging = new ManualResetEventSlim();
        using var run = work.Session.Start("""
            & { 'one'; 'two'; $hanging.Wait(); '[[blocked]]' } | New-SeedanceVideo -ErrorAction Stop
            """, ("hanging", hanging));
        while (work.Server.Count(Create) < 2)
        {
            await Task.Delay(1);
        }

        hanging.Set();

        Assert.StartsWith("Seedance.PromptBlocked", run.Finish().TheError.FullyQualifiedErrorId, StringComparison.Ordinal);
        await AllHangingRequestsWereClosed(work);
    }

    [Fact]
    public async Task A_stop_while_the_server_hangs_closes_the_connection_and_runs_every_finally()
    {
        await using var work = await Workplace.CreateAsync();
        work.Server.Faults.Add(new Fault(Read) { Hang = true });
        using var run = work.Session.Start("try { 'a prompt' | New-SeedanceVideo -Wait } finally { $finally = $true }");
        var hanging = await work.Server.WaitForRequestAsync(Read);

        run.Stop();

        Assert.True(run.Finish().WasStopped);
        Assert.True((bool)work.Session.Variable("finally")!);
        await hanging.Aborted.WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_stop_during_a_download_leaves_no_half_file()
    {
        await using var work = await Workplace.CreateAsync();
        work.Server.Faults.Add(new Fault(Download) { ChunkDelay = TimeSpan.FromSeconds(30) });
        using var run = work.Session.Start("'a prompt' | New-SeedanceVideo -Destination out");
        var download = await work.Server.WaitForRequestAsync(Download);

        run.Stop();

        Assert.True(run.Finish().WasStopped);
        await download.Aborted.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Empty(work.Files());
    }

    [Fact]
    public async Task A_stop_that_arrives_before_Begin_is_kept()
    {
        await using var work = await Workplace.CreateAsync();
        using var begun = new ManualResetEventSlim();
        using var run = work.Session.Start("""
            & { begin { $begun.Set(); while ($true) { [Threading.Thread]::Sleep(1) } } } | New-SeedanceVideo -Prompt 'never sent'
            """, ("begun", begun));
        begun.Wait();

        run.Stop();

        Assert.True(run.Finish().WasStopped);
        Assert.Empty(work.Server.Requests);
    }

    [Fact]
    public async Task A_stop_between_two_requests_sends_no_further_one()
    {
        // The response is always PENDING: the stop comes in the delay before the next poll.
        await using var work = await Workplace.CreateAsync(new() { ApiKey = Workplace.ApiKey, JobDuration = TimeSpan.FromDays(1) });
        using var run = work.Session.Start("'a prompt' | New-SeedanceVideo -Wait");
        var read = await work.Server.WaitForRequestAsync(Read);
        while (read.Status is null)
        {
            await Task.Yield();
        }

        run.Stop();
        var seen = work.Server.Requests.Count;

        Assert.True(run.Finish().WasStopped);
        Assert.Equal(seen, work.Server.Requests.Count);
    }

    [Fact]
    public async Task A_request_without_an_answer_in_time_is_an_error_and_not_silence()
    {
        await using var work = await Workplace.CreateAsync(requestTimeout: 1);
        var id = Guid.NewGuid().ToString();
        work.Server.Faults.Add(new Fault(Read) { Times = 10, Hang = true });

        var error = work.Run($"Get-SeedanceGeneration {id}").TheError;

        Assert.StartsWith("Seedance.RequestTimeout", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(System.Management.Automation.ErrorCategory.OperationTimeout, error.CategoryInfo.Category);
        Assert.Contains("-RequestTimeout", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quick_work_shows_no_progress()
    {
        await using var work = await Workplace.CreateAsync();

        Assert.Empty(work.Run("'one', 'two' | New-SeedanceVideo").Progress);
    }

    [Fact]
    public async Task Long_work_shows_one_line_of_progress_and_takes_it_away_at_the_end()
    {
        await using var work = await Workplace.CreateAsync();
        work.Server.Faults.Add(new Fault(Create) { Delay = TimeSpan.FromSeconds(1.5) });

        var progress = work.Run("'one' | New-SeedanceVideo").Progress;

        Assert.NotEmpty(progress);
        Assert.Single(progress.Select(record => record.ActivityId).Distinct());
        Assert.Equal(System.Management.Automation.ProgressRecordType.Completed, progress[^1].RecordType);
        Assert.Single(progress, record => record.RecordType == System.Management.Automation.ProgressRecordType.Completed);
    }

    [Fact]
    public async Task One_failing_input_does_not_stop_the_others()
    {
        await using var work = await Workplace.CreateAsync();

        var result = work.Run("'one', '[[blocked]]', 'three' | New-SeedanceVideo");

        Assert.Equal(2, result.Output.Count);
        Assert.Equal("[[blocked]]", result.TheError.TargetObject.ToString());
    }

    [Fact]
    public async Task Verbose_text_comes_only_to_those_who_ask()
    {
        await using var work = await Workplace.CreateAsync();

        Assert.Empty(work.Run("'one' | New-SeedanceVideo").Verbose);
        Assert.Contains(work.Run("'one' | New-SeedanceVideo -Verbose").Verbose, line => line.StartsWith("POST /api/rest/v2/generations: 200", StringComparison.Ordinal));
        Assert.NotEmpty(work.Run("$VerbosePreference = 'Continue'; 'one' | New-SeedanceVideo").Verbose);
    }

    [Fact]
    public async Task Paths_are_those_of_the_moment_in_which_the_input_came()
    {
        await using var work = await Workplace.CreateAsync();
        Directory.CreateDirectory(Path.Combine(work.Folder, "one"));
        Directory.CreateDirectory(Path.Combine(work.Folder, "two"));

        work.Run("""
            & { 'one', 'two' | ForEach-Object { Set-Location "$start/$_"; "a $_" } } | New-SeedanceVideo -Destination '{prompt}.mp4' -NoSidecar
            """, ("start", work.Folder)).AssertNoError();

        Assert.Equal(["one/a one.mp4", "two/a two.mp4"], work.Files());
    }

    // The limit is a guard: without it a connection that stays open would hang the tests.
    private static Task AllHangingRequestsWereClosed(Workplace work) =>
        Task.WhenAll(work.Server.Requests.Where(request => request.Status is null).Select(request => request.Aborted)).WaitAsync(TimeSpan.FromMinutes(1));
}
