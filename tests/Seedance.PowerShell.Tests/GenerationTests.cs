using System.Management.Automation;
using Seedance.WireServer;

namespace Seedance.PowerShell.Tests;

/// <summary>Reading, waiting and saving.</summary>
public sealed class GenerationTests
{
    private const string Read = "GET /api/rest/v1/generations/";
    private const string Download = "GET /videos/";

    [Fact]
    public async Task A_generation_is_read_by_its_id()
    {
        await using var work = await Workplace.CreateAsync();

        var result = work.Run("$job = New-SeedanceVideo 'a fox' -Seed 7; Get-SeedanceGeneration -Id $job.Id; $job.Id | Get-SeedanceGeneration; [pscustomobject]@{ Id = $job.Id } | Get-SeedanceGeneration");

        result.AssertNoError();
        Assert.Equal(["Complete", "Complete", "Complete"], result.Column("Status"));
        Assert.Equal(["7", "7", "7"], result.Column("Seed"));
    }

    [Fact]
    public async Task An_id_that_nobody_knows_is_not_found()
    {
        await using var work = await Workplace.CreateAsync();

        var error = work.Run("Get-SeedanceGeneration 1f0c2b6e-53a4-6f10-9a52-0242ac120002").TheError;

        Assert.StartsWith("Seedance.NotFound", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
    }

    [Fact]
    public async Task A_wait_outlasts_trouble_with_the_line_and_with_the_service()
    {
        await using var work = await Workplace.CreateAsync();
        work.Server.Faults.Add(new Fault(Read) { Drop = true });
        work.Server.Faults.Add(new Fault(Read) { Status = 502, Body = "<html>Bad gateway</html>", ContentType = "text/html" });
        work.Server.Faults.Add(new Fault(Read) { TruncateTo = 20 });
        work.Server.Faults.Add(new Fault(Read) { Status = 429 });

        var result = work.Run("New-SeedanceVideo 'a fox' | Wait-SeedanceGeneration");

        result.AssertNoError();
        Assert.Equal("Complete", Assert.Single(result.Column("Status")));
    }

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

    [Fact]
    public async Task A_generation_that_fails_is_an_error_with_what_moderation_found_and_the_others_are_waited_for()
    {
        await using var work = await Workplace.CreateAsync();

        var result = work.Run("'one', 'two [[fails]]', 'three' | New-SeedanceVideo | Wait-SeedanceGeneration");

        Assert.Equal(2, result.Output.Count);
        Assert.StartsWith("Seedance.GenerationFailed", result.TheError.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("NSFW", result.TheError.ToString(), StringComparison.Ordinal);
        Assert.Equal("two [[fails]]", PSObject.AsPSObject(result.TheError.TargetObject).Properties["Prompt"].Value);
    }

    [Fact]
    public async Task A_wait_that_times_out_leaves_the_id_and_the_command_that_goes_on()
    {
        await using var work = await Workplace.CreateAsync(new() { ApiKey = Workplace.ApiKey, JobDuration = TimeSpan.FromDays(1) });

        var error = work.Run("$job = New-SeedanceVideo 'a fox'; $job | Wait-SeedanceGeneration -Timeout 1").TheError;

        Assert.StartsWith("Seedance.WaitTimeout", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.OperationTimeout, error.CategoryInfo.Category);
        Assert.Contains($"Wait-SeedanceGeneration -Id {Assert.Single(work.Server.Service.Jobs).Id}", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_stops_waiting_after_the_first()
    {
        await using var work = await Workplace.CreateAsync(new() { ApiKey = Workplace.ApiKey, JobDuration = TimeSpan.FromDays(1), ConcurrencySlots = 1 });
        await using var quick = await Workplace.CreateAsync();
        work.Run("$jobs = 'one', 'two' | New-SeedanceVideo").AssertNoError();

        var result = work.Run($"""
            $other = Connect-Seedance -ApiKey {Workplace.ApiKey} -BaseUri {quick.Server.ApiRoot} -PassThru
            $jobs[0], (New-SeedanceVideo 'three' -Connection $other), $jobs[1] | Wait-SeedanceGeneration -Any
            """);

        result.AssertNoError();
        Assert.Equal(Assert.Single(quick.Server.Service.Jobs).Id, Assert.Single(result.Column("Id")));
    }

    [Fact]
    public async Task A_download_that_breaks_off_goes_on_where_it_was()
    {
        await using var work = await Workplace.CreateAsync();
        work.Server.Faults.Add(new Fault(Download) { DisconnectAfter = 10_000 });

        var result = work.Run("New-SeedanceVideo 'a fox' | Wait-SeedanceGeneration | Save-SeedanceVideo");

        result.AssertNoError();
        var downloads = work.Server.Requests.Where(request => request.IsStorage).ToList();
        Assert.Equal("bytes=10000-", downloads[1].Headers["Range"]);
        Assert.Equal(206, downloads[1].Status);
        Assert.Equal([Path.GetRelativePath(work.Folder, result.Column("Path")[0]!)], work.Files("*.mp4"));
        Assert.Empty(work.Files("*.partial"));
    }

    [Fact]
    public async Task An_address_that_expired_is_asked_for_again()
    {
        await using var work = await Workplace.CreateAsync();
        work.Server.Faults.Add(new Fault(Download) { Status = 403, Body = "<Error/>", ContentType = "application/xml" });

        work.Run("New-SeedanceVideo 'a fox' -Destination clips").AssertNoError();

        Assert.Single(work.Files("*.mp4"));
    }

    [Fact]
    public async Task An_expired_address_that_can_not_be_renewed_ends_with_the_reason()
    {
        await using var work = await Workplace.CreateAsync();
        work.Run("$job = New-SeedanceVideo 'a fox' -Wait").AssertNoError();
        work.Server.Faults.Add(new Fault(Download) { Times = 10, Status = 403 });
        work.Server.Faults.Add(new Fault("GET /api/rest/v1/generations/") { Times = 10, Status = 503 });

        var error = work.Run("$job | Save-SeedanceVideo -MaxRetry 1").TheError;

        Assert.StartsWith("Seedance.ServiceFailure", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(1, work.Server.Count(Download));
        Assert.Empty(work.Files());
    }

    [Fact]
    public async Task What_is_no_video_is_never_saved_as_one()
    {
        await using var work = await Workplace.CreateAsync();
        work.Server.Faults.Add(new Fault(Download) { Times = 10, Status = 200, Body = "<html>Please sign in</html>", ContentType = "text/html" });

        var error = work.Run("New-SeedanceVideo 'a fox' -Destination clips").TheError;

        Assert.StartsWith("Seedance.BrokenDownload", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains($"Save-SeedanceVideo -Id {Assert.Single(work.Server.Service.Jobs).Id}", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(work.Files());
    }

    [Fact]
    public async Task A_file_is_replaced_with_Force_alone()
    {
        await using var work = await Workplace.CreateAsync();
        work.AddText("fox.mp4", "an earlier film");

        var refused = work.Run("$job = New-SeedanceVideo 'a fox' -Wait; $job | Save-SeedanceVideo -Destination fox.mp4").TheError;
        Assert.StartsWith("Seedance.FileExists", refused.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("an earlier film", File.ReadAllText(Path.Combine(work.Folder, "fox.mp4")));

        work.Run("$job | Save-SeedanceVideo -Destination fox.mp4 -Force -NoSidecar").AssertNoError();
        Assert.Equal(["fox.mp4"], work.Files());
        Assert.NotEqual("an earlier film", File.ReadAllText(Path.Combine(work.Folder, "fox.mp4")));
    }

    [Fact]
    public async Task A_video_is_saved_by_id_alone_and_one_that_is_not_ready_says_what_to_do()
    {
        await using var work = await Workplace.CreateAsync(new() { ApiKey = Workplace.ApiKey, JobDuration = TimeSpan.FromDays(1), ConcurrencySlots = 1 });

        var error = work.Run("(New-SeedanceVideo 'a fox').Id | Save-SeedanceVideo").TheError;

        Assert.StartsWith("Seedance.VideoNotReady", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Wait-SeedanceGeneration -Id", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disk_that_refuses_is_an_error_that_names_the_job()
    {
        await using var work = await Workplace.CreateAsync();
        work.AddText("blocked", "a file where a folder is needed");

        var error = work.Run("New-SeedanceVideo 'a fox' -Destination blocked/clips").TheError;

        Assert.StartsWith("Seedance.SaveFailed", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.WriteError, error.CategoryInfo.Category);
        Assert.Contains(Assert.Single(work.Server.Service.Jobs).Id, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }
}
