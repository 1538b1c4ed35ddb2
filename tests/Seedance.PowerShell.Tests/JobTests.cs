using System.Text.Json.Nodes;
using Seedance.WireServer;

namespace Seedance.PowerShell.Tests;

/// <summary>What was submitted is never lost and never submitted twice: the journal, and going on after a stop.</summary>
public sealed class JobTests : IAsyncLifetime
{
    private const string Create = "POST /api/rest/v2/generations";
    private const string Read = "GET /api/rest/v1/generations/";
    private const string Download = "GET /videos/";

    /// <summary>The journal is one for all tests of this process; a name tells this test's entries.</summary>
    private readonly string _name = Guid.NewGuid().ToString("N");

    private Workplace _work = null!;

    public async Task InitializeAsync() => _work = await Workplace.CreateAsync();

    public async Task DisposeAsync() => await _work.DisposeAsync();

    [Fact]
    public void The_journal_follows_a_job_from_its_submission_to_its_saved_video()
    {
        var result = Run("""
            $job = New-SeedanceVideo 'a fox' -Seed 7 -JobName NAME
            Get-SeedanceJob -JobName NAME
            $job = $job | Wait-SeedanceGeneration
            Get-SeedanceJob -JobName NAME
            $saved = $job | Save-SeedanceVideo -Destination clips
            Get-SeedanceJob -JobName NAME
            """);

        result.AssertNoError();
        Assert.Equal(["Pending", "Complete", "Saved"], result.Column("Status"));
        var entry = result.Output[^1];
        Assert.Equal(_work.Server.Service.Jobs[0].Id, entry.Properties["Id"].Value);
        Assert.Equal(7L, entry.Properties["Seed"].Value);
        Assert.Equal(0.968m, entry.Properties["Cost"].Value);
        var path = (string)entry.Properties["Path"].Value;
        Assert.Equal(Sha256(path), entry.Properties["Sha256"].Value);
    }

    [Fact]
    public void Jobs_are_picked_by_status_prompt_id_and_time()
    {
        Run("$jobs = 'a red fox', 'a grey owl', 'a brown hare' | New-SeedanceVideo -JobName NAME; $jobs | Where-Object Prompt -eq 'a grey owl' | Wait-SeedanceGeneration").AssertNoError();

        Assert.Equal(["a red fox"], Run("Get-SeedanceJob -JobName NAME -Prompt '*fox'").Column("Prompt"));
        Assert.Equal(["a grey owl"], Run("Get-SeedanceJob -JobName NAME -Status Comp*").Column("Prompt"));
        Assert.Equal(["a brown hare"], Run("$jobs | Where-Object Prompt -eq 'a brown hare' | Get-SeedanceJob").Column("Prompt"));
        Assert.Equal(3, Run("Get-SeedanceJob -JobName NAME -Since ([datetime]::Now.AddHours(-1))").Output.Count);
        Assert.Empty(Run("Get-SeedanceJob -JobName NAME -Before ([datetime]::Now.AddHours(-1))").Output);
    }

    [Fact]
    public void Under_one_name_the_same_inputs_are_submitted_once()
    {
        _work.AddPictures("fox.png", "owl.png");
        const string Script = "Get-ChildItem *.png | New-SeedanceVideo -JobName NAME -Destination clips";

        var first = Run(Script);
        var requests = _work.Server.Requests.Count;
        var second = Run(Script);

        first.AssertNoError();
        second.AssertNoError();
        Assert.Equal(first.Column("Id").Order(), second.Column("Id").Order());
        Assert.Equal(first.Column("Path").Order(), second.Column("Path").Order());
        Assert.Equal(requests, _work.Server.Requests.Count);
    }

    [Fact]
    public void Under_one_name_what_is_new_is_submitted_and_a_changed_file_is_new()
    {
        _work.AddPictures("fox.png", "owl.png");
        Run("Get-ChildItem *.png | New-SeedanceVideo -JobName NAME").AssertNoError();
        File.WriteAllBytes(Path.Combine(_work.Folder, "owl.png"), Workplace.Picture("another owl"));
        _work.AddPictures("hare.png");

        Run("Get-ChildItem *.png | New-SeedanceVideo -JobName NAME").AssertNoError();

        Assert.Equal(4, _work.Server.Service.Jobs.Count);
    }

    [Fact]
    public void Equal_inputs_in_one_run_are_jobs_of_their_own_and_Force_submits_again()
    {
        Run("'a fox', 'a fox', 'a fox' | New-SeedanceVideo -JobName NAME").AssertNoError();
        Assert.Equal(3, _work.Server.Service.Jobs.Count);

        Run("'a fox', 'a fox', 'a fox' | New-SeedanceVideo -JobName NAME").AssertNoError();
        Assert.Equal(3, _work.Server.Service.Jobs.Count);

        Run("'a fox' | New-SeedanceVideo -JobName NAME -Force").AssertNoError();
        Assert.Equal(4, _work.Server.Service.Jobs.Count);
        Assert.Equal(4, Run("Get-SeedanceJob -JobName NAME").Output.Count);
    }

    [Fact]
    public async Task A_stop_says_how_to_go_on_and_going_on_saves_what_was_paid_for_where_it_was_to_go()
    {
        _work.Server.Faults.Add(new Fault(Read) { Times = 2, Hang = true });
        using var run = _work.Session.Start($"'a fox', 'an owl' | New-SeedanceVideo -JobName {_name} -Destination '{_work.Folder}/clips/{{prompt}}.mp4'");
        await _work.Server.WaitForRequestAsync(Read);
        while (_work.Server.Count(Read) < 2)
        {
            await Task.Delay(1);
        }

        run.Stop();

        var stopped = run.Finish();
        Assert.True(stopped.WasStopped);
        var word = Assert.Single(stopped.Information);
        Assert.All(_work.Server.Service.Jobs, job => Assert.Contains(job.Id, word, StringComparison.Ordinal));
        Assert.Contains($"Wait-SeedanceGeneration -Id ", word, StringComparison.Ordinal);

        Run("Resume-SeedanceGeneration -JobName NAME | Wait-SeedanceGeneration | Save-SeedanceVideo").AssertNoError();
        Assert.Equal(["clips/a fox.mp4", "clips/an owl.mp4"], _work.Files("*.mp4"));
        Assert.Equal(2, _work.Server.Service.Jobs.Count);
        Assert.Empty(Run("Resume-SeedanceGeneration -JobName NAME").Output);
    }

    [Fact]
    public async Task A_stop_while_a_submission_is_under_way_says_so_and_the_job_is_found_again()
    {
        _work.Server.Faults.Add(new Fault(Create) { AfterProcessing = true, Hang = true });
        using var run = _work.Session.Start($"'a fox' | New-SeedanceVideo -JobName {_name} | Wait-SeedanceGeneration");
        await _work.Server.WaitForRequestAsync(Create);
        while (_work.Server.Service.Jobs.Count == 0)
        {
            await Task.Delay(1);
        }

        run.Stop();

        Assert.Contains("one submission was under way. To go on: Resume-SeedanceGeneration", Assert.Single(run.Finish().Information), StringComparison.Ordinal);
        Assert.Equal(["Unknown"], Run("Get-SeedanceJob -JobName NAME").Column("Status"));
        var resumed = Run("Resume-SeedanceGeneration -JobName NAME | Wait-SeedanceGeneration");
        resumed.AssertNoError();
        Assert.Equal(Assert.Single(_work.Server.Service.Jobs).Id, Assert.Single(resumed.Column("Id")));
    }

    [Fact]
    public void A_run_under_the_same_name_finds_the_job_whose_answer_was_lost()
    {
        _work.Server.Faults.Add(new Fault(Create) { AfterProcessing = true, Drop = true });
        _work.Server.Faults.Add(new Fault("GET /api/rest/v1/me") { Times = 100, Status = 503 });
        Assert.StartsWith("Seedance.SubmissionUnknown", Run("New-SeedanceVideo 'a fox' -JobName NAME -RetryTimeout 1").TheError.FullyQualifiedErrorId, StringComparison.Ordinal);
        _work.Server.Faults.Clear();

        var again = Run("New-SeedanceVideo 'a fox' -JobName NAME -Wait");

        again.AssertNoError();
        Assert.Equal(Assert.Single(_work.Server.Service.Jobs).Id, Assert.Single(again.Column("Id")));
    }

    [Fact]
    public void A_video_that_is_there_already_is_not_downloaded_again()
    {
        Run("$job = New-SeedanceVideo 'a fox' -JobName NAME -Wait; $job | Save-SeedanceVideo -Destination clips").AssertNoError();

        var again = Run("$job | Save-SeedanceVideo -Destination clips; $job.Id | Save-SeedanceVideo -Destination \"clips/a fox-$($job.Id).mp4\"");

        again.AssertNoError();
        Assert.Equal(1, _work.Server.Count(Download));
        Assert.Single(again.Column("Path").Distinct());
    }

    [Fact]
    public void What_a_killed_run_left_is_taken_over_and_no_partial_stays()
    {
        Run("$job = New-SeedanceVideo 'a fox' -JobName NAME -Wait").AssertNoError();
        _work.AddText("fox.mp4.partial", new string('x', 100_000));

        Run("$job | Save-SeedanceVideo -Destination fox.mp4").AssertNoError();

        Assert.Equal(["fox.mp4", "fox.mp4.json"], _work.Files());
    }

    [Fact]
    public void What_a_run_left_undone_that_was_killed_between_a_video_and_its_sidecar_is_done()
    {
        Run("New-SeedanceVideo 'a fox' -JobName NAME -Destination fox.mp4").AssertNoError();
        var sidecar = File.ReadAllText(Path.Combine(_work.Folder, "fox.mp4.json"));
        File.Move(Path.Combine(_work.Folder, "fox.mp4.json"), Path.Combine(_work.Folder, "fox.mp4.json.5xj.tmp"));
        var key = Assert.Single(Run("Get-SeedanceJob -JobName NAME").Column("Key"));
        var entry = Directory.GetFiles(Environment.GetEnvironmentVariable("SEEDANCE_HOME")!, $"{key}.json", SearchOption.AllDirectories)[0];
        File.WriteAllText(entry, File.ReadAllText(entry).Replace("Saved", "Complete", StringComparison.Ordinal));

        Run("Resume-SeedanceGeneration -JobName NAME | Wait-SeedanceGeneration | Save-SeedanceVideo").AssertNoError();

        Assert.Equal(["fox.mp4", "fox.mp4.json"], _work.Files());
        Assert.Equal(sidecar, File.ReadAllText(Path.Combine(_work.Folder, "fox.mp4.json")));
        Assert.Equal(["Saved"], Run("Get-SeedanceJob -JobName NAME").Column("Status"));
        Assert.Equal(1, _work.Server.Count(Download));
    }

    [Fact]
    public void A_sidecar_says_what_is_known_of_a_video()
    {
        _work.AddPictures("fox.png");

        Run("Get-ChildItem fox.png | New-SeedanceVideo -Prompt 'a fox' -Seed 7 -JobName NAME -Destination out.mp4").AssertNoError();

        var sidecar = JsonNode.Parse(File.ReadAllText(Path.Combine(_work.Folder, "out.mp4.json")))!;
        Assert.Equal("a fox", (string?)sidecar["prompt"]);
        Assert.Equal(7, (int?)sidecar["seed"]);
        Assert.Equal(0.968m, (decimal?)sidecar["cost"]);
        Assert.Equal(Sha256(Path.Combine(_work.Folder, "out.mp4")), (string?)sidecar["sha256"]);
        Assert.Equal(Sha256(Path.Combine(_work.Folder, "fox.png")), (string?)sidecar["media"]![0]!["sha256"]);
        Assert.Equal("seedance-2.0-fast", (string?)sidecar["request"]!["model"]);
    }

    [Fact]
    public void A_sidecar_that_can_not_be_written_costs_a_warning_and_no_video()
    {
        Directory.CreateDirectory(Path.Combine(_work.Folder, "out.mp4.json"));

        var result = Run("New-SeedanceVideo 'a fox' -JobName NAME -Destination out.mp4");

        result.AssertNoError();
        Assert.Contains("out.mp4.json", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(["out.mp4"], _work.Files());
    }

    [Fact]
    public void An_entry_is_removed_when_its_job_is_done_and_else_with_Force_alone()
    {
        Run("'saved' | New-SeedanceVideo -JobName NAME -Destination clips; $open = 'open' | New-SeedanceVideo -JobName NAME").AssertNoError();

        var refused = Run("Get-SeedanceJob -JobName NAME | Remove-SeedanceJob -WhatIf; Get-SeedanceJob -JobName NAME | Remove-SeedanceJob").TheErrors(2)[0];
        Assert.StartsWith("Seedance.JobUnfinished", refused.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Resume-SeedanceGeneration", refused.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(["open"], Run("Get-SeedanceJob -JobName NAME").Column("Prompt"));

        Run("Get-SeedanceJob -JobName NAME | Remove-SeedanceJob -Force").AssertNoError();
        Assert.Empty(Run("Get-SeedanceJob -JobName NAME").Output);
    }

    [Fact]
    public void A_failed_generation_is_failed_in_the_journal_and_not_gone_on_with()
    {
        _ = Run("'a fox [[fails]]' | New-SeedanceVideo -JobName NAME -Wait").TheError;

        Assert.Equal(["Failed"], Run("Get-SeedanceJob -JobName NAME").Column("Status"));
        Assert.Empty(Run("Resume-SeedanceGeneration -JobName NAME").Output);
    }

    [Fact]
    public void In_the_sandbox_the_same_commands_work_and_leave_nothing_behind()
    {
        using var session = new PowerShellSession(_work.Folder);

        var result = session.Run($$"""
            Connect-Seedance -Sandbox
            $jobs = 'a fox', 'an owl' | New-SeedanceVideo -JobName {{_name}}
            'a fox', 'an owl' | New-SeedanceVideo -JobName {{_name}} | ForEach-Object { $again = $again + 1 }
            Resume-SeedanceGeneration | Wait-SeedanceGeneration | Save-SeedanceVideo
            """);

        result.AssertNoError();
        Assert.Equal(2, result.Output.Count);
        Assert.Empty(session.Run($"Get-SeedanceJob -JobName {_name}").Output);
    }

    private ScriptResult Run(string script) => _work.Run(script.Replace("NAME", _name, StringComparison.Ordinal));

    private static string Sha256(string path) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)));
}
