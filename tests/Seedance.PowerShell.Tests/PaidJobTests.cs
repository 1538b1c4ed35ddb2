using System.Text.RegularExpressions;
using Seedance.WireServer;

namespace Seedance.PowerShell.Tests;

/// <summary>Once a job is paid, the recommended action of every error is safe to follow: it goes on with this job and pays nothing.</summary>
public sealed partial class PaidJobTests
{
    private const string Create = "POST /api/rest/v2/generations";
    private const string Download = "GET /videos/";

    private static readonly Dictionary<string, Func<Fault>> _failures = new()
    {
        ["503"] = () => Broken(503, ""),
        ["502 with a gateway's page"] = () => Broken(502, "<html>Bad gateway</html>"),
        ["400"] = () => Broken(400, ""),
        ["401"] = () => Broken(401, ""),
        ["403"] = () => Broken(403, "<Error><Code>AccessDenied</Code></Error>"),
        ["404"] = () => Broken(404, ""),
        ["410"] = () => Broken(410, ""),
        ["416"] = () => Broken(416, ""),
        ["429"] = () => Broken(429, ""),
        ["a page in place of the video"] = () => Broken(200, "<html>Please sign in</html>"),
        ["a lost connection"] = () => new Fault(Download) { Times = int.MaxValue, Drop = true },
        ["a lost connection in the middle"] = () => new Fault(Download) { Times = int.MaxValue, DisconnectAfter = 1000 },
    };

    public static TheoryData<string> Failures => [.. _failures.Keys];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task The_advice_after_a_download_that_fails_for_good_saves_the_video_and_pays_nothing(string failure)
    {
        await using var work = await Workplace.CreateAsync(new() { JobDuration = TimeSpan.Zero });
        work.Server.Faults.Add(_failures[failure]());

        var error = work.Run("'a fox' | New-SeedanceVideo -Destination 'videos/{prompt}.mp4' -MaxRetry 0 -RetryTimeout 0").TheError;

        var job = Assert.Single(work.Server.Service.Jobs);
        var action = error.ErrorDetails.RecommendedAction;
        Assert.Contains(job.Id, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("do not submit it again", action, StringComparison.Ordinal);
        Assert.DoesNotContain("run the command again", action, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("New-SeedanceVideo", action, StringComparison.Ordinal);
        Assert.Empty(work.Files("*.mp4*"));

        // Later, from another folder, when the CDN is healthy again.
        work.Server.Faults.Clear();
        Directory.CreateDirectory(Path.Combine(work.Folder, "elsewhere"));
        work.Run($"Set-Location elsewhere; {Command().Match(action).Value}").AssertNoError();

        Assert.Equal(["videos/a fox.mp4"], work.Files("*.mp4").Select(file => file.Replace('\\', '/')));
        Assert.Equal(1, work.Server.Count(Create));
    }

    [Fact]
    public async Task The_command_that_failed_also_pays_nothing_when_it_runs_again_under_its_job_name()
    {
        await using var work = await Workplace.CreateAsync(new() { JobDuration = TimeSpan.Zero });
        work.Server.Faults.Add(Broken(503, ""));
        const string Script = "'a fox' | New-SeedanceVideo -JobName foxes -Destination 'videos/{prompt}.mp4' -MaxRetry 0";
        Assert.StartsWith("Seedance.ServiceFailure", work.Run(Script).TheError.FullyQualifiedErrorId, StringComparison.Ordinal);
        work.Server.Faults.Clear();

        work.Run(Script).AssertNoError();

        Assert.Single(work.Files("*.mp4"));
        Assert.Equal(1, work.Server.Count(Create));
    }

    private static Fault Broken(int status, string body) => new(Download) { Times = int.MaxValue, Status = status, Body = body, ContentType = "text/html" };

    [GeneratedRegex("(Get-SeedanceJob|Save-SeedanceVideo|Wait-SeedanceGeneration) -Id .*$")]
    private static partial Regex Command();
}
