using System.Management.Automation;
using Seedance.WireServer;

namespace Seedance.PowerShell.Tests;

/// <summary>A folder that disappears during a download.</summary>
public sealed class DiskTroubleTests : IAsyncLifetime
{
    private const string Download = "GET /videos/";

    private Workplace _work = null!;

    public async Task InitializeAsync() => _work = await Workplace.CreateAsync();

    public async Task DisposeAsync() => await _work.DisposeAsync();

    [SkippableFact]
    public async Task A_destination_that_is_removed_during_the_download_is_an_error_and_the_other_jobs_go_on()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows removes no folder in which a file is open.");
        _work.Server.Faults.Add(new Fault(Download) { ChunkDelay = TimeSpan.FromMilliseconds(100) });
        using var run = _work.Session.Start("""
            [pscustomobject]@{ Prompt = 'a fox'; Destination = 'gone/fox.mp4' }, [pscustomobject]@{ Prompt = 'an owl'; Destination = 'there/owl.mp4' } | New-SeedanceVideo -ThrottleLimit 1 -NoSidecar
            """);
        await _work.Server.WaitForRequestAsync(Download);
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
