using System.Management.Automation;
using Seedance.Pwsh;
using Seedance.WireServer;

namespace Seedance.PowerShell.Tests;

/// <summary>Whatever the disk does: a clear error, nothing paid for is lost, the other jobs go on.</summary>
public sealed class DiskTroubleTests : IAsyncLifetime
{
    private const string Download = "GET /videos/";

    private Workplace _work = null!;

    public async Task InitializeAsync() => _work = await Workplace.CreateAsync();

    public async Task DisposeAsync() => await _work.DisposeAsync();

    [SkippableFact]
    public void A_full_disk_is_an_error_of_the_one_video_and_it_can_be_saved_elsewhere()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Linux has a disk that is always full: /dev/full.");
        Directory.CreateDirectory(Path.Combine(_work.Folder, "clips"));
        File.CreateSymbolicLink(Path.Combine(_work.Folder, "clips/a fox.mp4.partial"), "/dev/full");

        var result = _work.Run("'a fox', 'an owl' | New-SeedanceVideo -Destination 'clips/{prompt}.mp4' -NoSidecar");

        AssertUnsaved(result.TheError);
        Assert.Equal(["clips/an owl.mp4"], _work.Files());
        SaveElsewhere(result.TheError);
    }

    [SkippableFact]
    public void A_destination_that_nobody_may_write_to_is_an_error_and_the_video_can_be_saved_elsewhere()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Linux has a folder that is always read-only: /sys.");

        var error = _work.Run("New-SeedanceVideo 'a fox' -Destination /sys/clips").TheError;

        AssertUnsaved(error);
        SaveElsewhere(error);
    }

    [SkippableFact]
    public async Task A_destination_that_is_removed_during_the_download_is_an_error_and_the_other_jobs_go_on()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows removes no folder in which a file is open.");
        _work.Server.Faults.Add(new Fault(Download) { PiecePause = TimeSpan.FromMilliseconds(100) });
        using var run = _work.Session.Start("""
            [pscustomobject]@{ Prompt = 'a fox'; Destination = 'gone/fox.mp4' }, [pscustomobject]@{ Prompt = 'an owl'; Destination = 'there/owl.mp4' } | New-SeedanceVideo -ThrottleLimit 1 -NoSidecar
            """);
        await _work.Server.SeeAsync(Download);
        while (_work.Files("*.partial").Count == 0)
        {
            await Task.Delay(1);
        }

        var folder = _work.Files("*.partial")[0].Split('/')[0];
        Directory.Delete(Path.Combine(_work.Folder, folder), recursive: true);

        var error = run.Finish().TheError;
        AssertUnsaved(error);
        Assert.Single(_work.Files());
        SaveElsewhere(error);
    }

    [Fact]
    public async Task A_journal_that_can_not_be_written_keeps_jobs_from_being_submitted()
    {
        _work.AddText("file", "no folder");

        var run = await RunAsync("New-SeedanceVideo 'a fox' -ErrorVariable failed -ErrorAction SilentlyContinue; $failed[0].FullyQualifiedErrorId; $failed[0].ErrorDetails.RecommendedAction", home: "file/home");

        Assert.StartsWith("Seedance.JournalFailed", run.Output, StringComparison.Ordinal);
        Assert.Contains("SEEDANCE_HOME", run.Output, StringComparison.Ordinal);
        Assert.Empty(_work.Server.Service.Jobs);
    }

    [Fact]
    public async Task A_damaged_entry_is_an_error_that_names_the_file_and_the_others_are_gone_on_with()
    {
        await RunAsync("'a fox', 'an owl' | New-SeedanceVideo", home: "home");
        var damaged = Path.Combine(_work.Folder, _work.Files("*.json").First(file => file.StartsWith("home/jobs", StringComparison.Ordinal)));
        File.WriteAllText(damaged, "{ \"version\": 1, \"sta");

        var run = await RunAsync("Resume-SeedanceGeneration -ErrorVariable failed -ErrorAction SilentlyContinue | Wait-SeedanceGeneration | Save-SeedanceVideo -Destination clips; $failed[0].FullyQualifiedErrorId; $failed[0].TargetObject", home: "home");

        Assert.Contains("Seedance.JournalCorrupt", run.Output, StringComparison.Ordinal);
        Assert.Contains(damaged, run.Output, StringComparison.Ordinal);
        Assert.Single(_work.Files("*.mp4"));
    }

    [Fact]
    public async Task Two_processes_that_go_on_with_the_same_journal_download_each_video_once()
    {
        var names = Enumerable.Range(1, 12).Select(number => $"'shot {number}'");
        var submission = await RunAsync($"{string.Join(", ", names)} | New-SeedanceVideo", home: "home");
        Assert.Equal((0, ""), (submission.ExitCode, submission.Error));
        for (var video = 0; video < 12; video++)
        {
            _work.Server.Faults.Add(new Fault(Download) { PiecePause = TimeSpan.FromMilliseconds(20) });
        }

        const string Resume = "Resume-SeedanceGeneration | Wait-SeedanceGeneration | Save-SeedanceVideo -Destination clips | ForEach-Object { \"saved $($_.Path)\" }";
        var runs = await Task.WhenAll(RunAsync(Resume, home: "home"), RunAsync(Resume, home: "home"));

        Assert.All(runs, run => Assert.Equal((0, ""), (run.ExitCode, run.Error)));
        Assert.Equal(12, _work.Files("*.mp4").Count);
        Assert.Equal(12, _work.Server.Count(Download));
        Assert.Empty(_work.Files("*.partial"));
    }

    private Task<PwshResult> RunAsync(string script, string home) => PwshProcess.RunAsync(
        script,
        _work.Folder,
        new Dictionary<string, string>
        {
            ["LEONARDO_API_KEY"] = Workplace.ApiKey,
            ["SEEDANCE_BASE_URI"] = _work.Server.ApiRoot.AbsoluteUri,
            ["SEEDANCE_HOME"] = Path.Combine(_work.Folder, home),
        });

    private static void AssertUnsaved(ErrorRecord error)
    {
        Assert.StartsWith("Seedance.SaveFailed", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.WriteError, error.CategoryInfo.Category);
    }

    /// <summary>The command that the error recommends.</summary>
    private void SaveElsewhere(ErrorRecord error)
    {
        var command = error.ErrorDetails.RecommendedAction[error.ErrorDetails.RecommendedAction.IndexOf("Save-SeedanceVideo", StringComparison.Ordinal)..];
        _work.Run(command.Replace("OTHER-FOLDER", "elsewhere", StringComparison.Ordinal)).AssertNoError();
        Assert.Single(_work.Files("*.mp4"), file => file.StartsWith("elsewhere", StringComparison.Ordinal));
    }
}
