using System.Management.Automation;
using Seedance.WireServer;

namespace Seedance.PowerShell.Tests;

/// <summary>A mistake is one clear error, said before anything is uploaded or paid.</summary>
public sealed class BadInputTests
{
    public static TheoryData<string, string, ErrorCategory, string, string> Mistakes => new()
    {
        // What the user typed, the error's id, its category, its target, and a word that must be in the message.
        { "New-SeedanceVideo -LiteralPath missing.png", "MissingFile", ErrorCategory.ObjectNotFound, "missing.png", "missing.png" },
        { "New-SeedanceVideo -Path no*.png", "MissingFile", ErrorCategory.ObjectNotFound, "no*.png", "no*.png" },
        { "'missing.png' | New-SeedanceVideo -Prompt x", "MissingFile", ErrorCategory.ObjectNotFound, "missing.png", "missing.png" },
        { "Get-ChildItem text.png | New-SeedanceVideo", "InvalidMedia", ErrorCategory.InvalidData, "text.png", "PNG, JPEG or WebP" },
        { "New-SeedanceVideo 'x' -StartFrame text.png", "InvalidMedia", ErrorCategory.InvalidData, "x", "PNG, JPEG or WebP" },
        { "Get-ChildItem good.png | New-SeedanceVideo -Prompt ''", "InvalidRequest", ErrorCategory.InvalidArgument, "good.png", "-Prompt is empty" },
        { "New-SeedanceVideo -Prompt ''", "InvalidRequest", ErrorCategory.InvalidArgument, "", "1 to 5000" },
        { "New-SeedanceVideo", "InvalidRequest", ErrorCategory.InvalidArgument, "New-SeedanceVideo", "-Prompt is empty" },
        { "New-SeedanceVideo ('x' * 5001)", "InvalidRequest", ErrorCategory.InvalidArgument, "xxx", "5001 characters" },
        { "New-SeedanceVideo 'x' -Duration 3", "InvalidRequest", ErrorCategory.InvalidArgument, "x", "-Duration 3" },
        { "New-SeedanceVideo 'x' -Duration 16", "InvalidRequest", ErrorCategory.InvalidArgument, "x", "4 to 15" },
        { "New-SeedanceVideo 'x' -Seed -2", "InvalidRequest", ErrorCategory.InvalidArgument, "x", "-Seed -2" },
        { "New-SeedanceVideo 'x' -Seed 4294967296", "InvalidRequest", ErrorCategory.InvalidArgument, "x", "-1 to 4294967295" },
        { "New-SeedanceVideo 'x' -Width -1", "InvalidRequest", ErrorCategory.InvalidArgument, "x", "-Width -1" },
        { "New-SeedanceVideo 'x' -EndFrame good.png", "InvalidRequest", ErrorCategory.InvalidArgument, "x", "-StartFrame" },
        { "New-SeedanceRequest 'x' | Add-SeedanceEndFrame good.png | New-SeedanceVideo", "InvalidRequest", ErrorCategory.InvalidArgument, "", "-StartFrame" },
        { "42 | New-SeedanceVideo", "UnsupportedInput", ErrorCategory.InvalidType, "42", "Int32" },
        { "Send-SeedanceMedia missing.png", "MissingFile", ErrorCategory.ObjectNotFound, "missing.png", "missing.png" },
        { "New-SeedanceRequest 'x' | Add-SeedanceStartFrame text.png", "InvalidMedia", ErrorCategory.InvalidData, "text.png", "text.png" },
        { "Get-SeedanceGeneration nonsense", "InvalidRequest", ErrorCategory.InvalidArgument, "nonsense", "UUID" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_mistake_is_a_clear_error_and_nothing_is_sent(string typed, string id, ErrorCategory category, string target, string says)
    {
        await using var work = await Workplace.CreateAsync();
        work.AddPictures("good.png");
        work.AddText("text.png", "This is no picture.");

        var error = work.Run(typed).TheError;

        AssertClear(error, id, category);
        Assert.Contains(target, error.TargetObject.ToString(), StringComparison.Ordinal);
        Assert.Contains(says, error.ToString(), StringComparison.Ordinal);
        Assert.Empty(work.Server.Requests);
    }

    [Fact]
    public async Task All_faults_of_an_input_are_said_at_once()
    {
        await using var work = await Workplace.CreateAsync();

        var error = work.Run("New-SeedanceVideo '' -Duration 3 -Seed -2").TheError;

        Assert.All(["-Prompt", "-Duration 3", "-Seed -2"], fault => Assert.Contains(fault, error.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_bad_file_among_ten_does_not_stop_the_other_nine()
    {
        await using var work = await Workplace.CreateAsync();
        work.AddPictures(Enumerable.Range(1, 9).Select(number => $"good{number}.png"));
        work.AddText("bad.png", "This is no picture.");

        var result = work.Run("Get-ChildItem *.png | New-SeedanceVideo");

        Assert.Equal(9, result.Output.Count);
        Assert.Equal("bad.png", ((FileInfo)((PSObject)result.TheError.TargetObject).BaseObject).Name);
        Assert.Equal(9, work.Server.Service.Jobs.Count);
    }

    [Theory]
    [InlineData("11111111-2222-4333-8444-555555555555")]
    [InlineData("not-even-a-uuid")]
    public async Task A_wrong_key_is_an_authentication_error_in_both_of_the_services_disguises(string key)
    {
        await using var work = await Workplace.CreateAsync();
        work.AddPictures("fox.png");

        var error = work.Run($"Connect-Seedance -ApiKey {key} -BaseUri {work.Server.ApiRoot}; Get-ChildItem fox.png | New-SeedanceVideo").TheError;

        AssertClear(error, "Unauthorized", ErrorCategory.AuthenticationError);
        Assert.Contains("hook", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(key, error.ToString(), StringComparison.Ordinal);
        Assert.Empty(work.Server.Service.Uploads);
        Assert.Empty(work.Server.Service.Jobs);
    }

    [Fact]
    public async Task A_host_that_cannot_be_reached_is_a_connection_error()
    {
        // A port that was free a moment ago and that nobody listens on.
        await using var work = await Workplace.CreateAsync();
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        var error = work.Run($"Connect-Seedance -ApiKey {Workplace.ApiKey} -BaseUri http://127.0.0.1:{port}/api/rest; New-SeedanceVideo 'a fox'").TheError;

        AssertClear(error, "Unreachable", ErrorCategory.ConnectionError);
        Assert.Equal("a fox", error.TargetObject);
        Assert.Contains($"127.0.0.1:{port}", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://example.com/api/rest")]
    [InlineData("ftp://127.0.0.1/")]
    public async Task The_key_goes_to_no_address_that_is_neither_https_nor_this_machine(string address)
    {
        await using var work = await Workplace.CreateAsync();

        var error = work.Run($"Connect-Seedance -ApiKey {Workplace.ApiKey} -BaseUri {address}").TheError;

        AssertClear(error, "InvalidConnection", ErrorCategory.InvalidArgument);
        Assert.Contains(address, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blocked_prompt_is_told_in_the_services_own_words()
    {
        await using var work = await Workplace.CreateAsync();

        var error = work.Run("New-SeedanceVideo 'something [[blocked]]'").TheError;

        AssertClear(error, "PromptBlocked", ErrorCategory.PermissionDenied);
        Assert.Contains("content moderation filter", error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_whose_answer_was_lost_and_that_the_list_does_not_show_is_not_sent_again_and_says_what_to_do()
    {
        await using var work = await Workplace.CreateAsync(new() { ApiKey = Workplace.ApiKey, JobDuration = TimeSpan.Zero, ListShowsJobs = false });
        work.Server.Faults.Add(new Fault("POST /api/rest/v2/generations") { AfterProcessing = true, Drop = true });

        var error = work.Run("New-SeedanceVideo 'a fox' -JobName lost -RetryTimeout 1").TheError;

        AssertClear(error, "SubmissionUnknown", ErrorCategory.ConnectionError);
        var key = Assert.Single(work.Run("Get-SeedanceJob Unknown -JobName lost").Column("Key"));
        Assert.Contains($"Get-SeedanceJob -Key {key} | Resume-SeedanceGeneration", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(work.Server.Service.Jobs);
        Assert.Equal(1, work.Server.Count("POST /api/rest/v2/generations"));
    }

    private static void AssertClear(ErrorRecord error, string id, ErrorCategory category)
    {
        Assert.StartsWith($"Seedance.{id},", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.NotNull(error.TargetObject);
        Assert.False(string.IsNullOrWhiteSpace(error.ErrorDetails.RecommendedAction));
    }
}
