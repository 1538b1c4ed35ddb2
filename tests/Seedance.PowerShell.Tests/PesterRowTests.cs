using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Seedance.Pester;

namespace Seedance.PowerShell.Tests;

/// <summary>Each It of tests/Pester is a row of dotnet test, and none can fail unseen.</summary>
public sealed class PesterRowTests(SharedPesterSession shared) : IClassFixture<SharedPesterSession>, IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_row_passes_when_each_case_of_its_It_passes()
    {
        var rows = await RunAsync("""
            Describe 'a video' {
                It 'passes for <_>' -ForEach 1, 2 { $_ | Should -BeLessThan 3 }
                It 'fails for one of <_>' -ForEach 1, 3 { $_ | Should -BeLessThan 3 }
                It 'is skipped' -Skip { throw }
                It 'is inconclusive' { Set-ItResult -Inconclusive }
                Context 'that cannot be cleaned up' {
                    AfterAll { throw }
                    It 'fails' { 1 }
                }
            }
            """);

        Assert.Equal(
            [
                ("Video: a video › passes for <_>", TestOutcome.Passed),
                ("Video: a video › fails for one of <_>", TestOutcome.Failed),
                ("Video: a video › is skipped", TestOutcome.Skipped),
                ("Video: a video › is inconclusive", TestOutcome.Failed),
                ("Video: a video › that cannot be cleaned up › fails", TestOutcome.Failed),
            ],
            rows.Select(row => (row.TestCase.DisplayName, row.Outcome)));
        Assert.Contains("Expected the actual value to be less than 3, but got 3", rows[1].ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BeforeAll { throw 'no start' }; Describe 'a' { It 'one' { }; It 'two' { } }", "no start")]
    [InlineData("Describe 'a' { It 'one' { }\n It 'two' { }", "Missing closing '}'")]
    public async Task All_rows_fail_when_their_file_cannot_be_run(string file, string reason)
    {
        var rows = await RunAsync(file);

        Assert.Equal(2, rows.Count);
        Assert.All(rows, row => Assert.Equal(TestOutcome.Failed, row.Outcome));
        Assert.All(rows, row => Assert.Contains(reason, row.ErrorMessage, StringComparison.Ordinal));
        Assert.False(shared.Session.IsBroken);
    }

    [Fact]
    public async Task All_rows_fail_when_a_test_ends_the_process_as_if_all_were_well()
    {
        await using var session = new PesterSession();

        var rows = await RunAsync("Describe 'a' { It 'one' { }\n It 'two' { [Environment]::Exit(0) } }", session);

        Assert.Equal(2, rows.Count);
        Assert.All(rows, row => Assert.Equal(TestOutcome.Failed, row.Outcome));
        Assert.All(rows, row => Assert.Contains("no result", row.ErrorMessage, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_without_a_test_is_a_row_that_fails() =>
        Assert.Equal(TestOutcome.Failed, Assert.Single(await RunAsync("")).Outcome);

    [Fact]
    public async Task A_session_runs_one_file_after_the_other_until_one_ends_its_process()
    {
        await using var session = new PesterSession();

        Assert.Equal(TestOutcome.Passed, Assert.Single(await RunAsync("Describe 'a' { It 'one' { $PID | Set-Content $PSScriptRoot/pid } }", session)).Outcome);
        Assert.Equal(TestOutcome.Passed, Assert.Single(await RunAsync("Describe 'b' { It 'two' { Get-Content $PSScriptRoot/pid | Should -Be $PID } }", session)).Outcome);
        Assert.False(session.IsBroken);
        var last = Assert.Single(await RunAsync("Describe 'c' { It 'three' { 'last words' | Write-Host; [Environment]::Exit(3) } }", session));
        Assert.Equal(TestOutcome.Failed, last.Outcome);
        Assert.Contains("Its exit code is 3.", last.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("last words", last.ErrorMessage, StringComparison.Ordinal);
        Assert.True(session.IsBroken);
    }

    [Fact]
    public async Task A_file_that_Pester_cannot_run_fails_at_once()
    {
        await using var session = new PesterSession();
        await RunAsync("Describe 'a' { It 'one' { Set-Alias Invoke-Pester Get-Nothing -Scope Global } }", session);

        var row = Assert.Single(await RunAsync("Describe 'b' { It 'two' { } }", session).WaitAsync(TimeSpan.FromMinutes(1)));

        Assert.Equal(TestOutcome.Failed, row.Outcome);
        Assert.Contains("Get-Nothing", row.ErrorMessage, StringComparison.Ordinal);
    }

    private Task<IReadOnlyList<TestResult>> RunAsync(string text) => RunAsync(text, shared.Session);

    private async Task<IReadOnlyList<TestResult>> RunAsync(string text, PesterSession session)
    {
        _folder.Add("Video.Tests.ps1", text);
        var tests = PesterFile.Read(Path.Combine(_folder.Path, "Video.Tests.ps1"));
        var run = await session.RunAsync(tests[0].File, tests.Select(test => test.Line), CancellationToken.None);
        return [.. tests.Select(test => run.ResultOf(test.ToTestCase("source")))];
    }
}
