using System.Text.Json;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Seedance.Pwsh;

namespace Seedance.Pester;

/// <summary>Tests of one file, run in a pwsh of their own.</summary>
/// <param name="Results">Of each case; none when the run crashed.</param>
/// <param name="Output">What the process wrote.</param>
internal sealed record PesterRun(IReadOnlyList<PesterResult> Results, string Output)
{
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(10);

    public static async Task<PesterRun> RunAsync(string file, IEnumerable<int> lines, CancellationToken cancellationToken)
    {
        // Not the other way round: Pester runs a skipped test that a line names.
        var excluded = PesterFile.Read(file).Select(test => test.Line).Except(lines);
        var resultPath = Path.GetTempFileName();
        using var pwsh = new PwshProcess([
            "-File", Path.Combine(AppContext.BaseDirectory, "Invoke-TestFile.ps1"),
            "-Pester", PwshPackage.Pester, "-Path", file, "-ExcludeLines", string.Join(',', excluded), "-ResultPath", resultPath]);
        await using var canceling = cancellationToken.Register(pwsh.Process.Kill);
        try
        {
            var ended = await pwsh.FinishAsync(_limit);
            var json = await File.ReadAllTextAsync(resultPath, CancellationToken.None);
            return new PesterRun(json.Length == 0 ? [] : JsonSerializer.Deserialize<List<PesterResult>>(json)!, $"{ended.Output}{ended.Error}(exit code {ended.ExitCode})");
        }
        catch (TimeoutException)
        {
            return new PesterRun([], $"{file} did not end within {_limit}.");
        }
        finally
        {
            File.Delete(resultPath);
        }
    }

    /// <summary>The result of an It: it passes when each of its cases passes, and fails when there is no result.</summary>
    public TestResult ResultOf(TestCase test)
    {
        var cases = Results.Where(result => result.Line == test.LineNumber).ToList();
        var broken = cases.Where(result => result.Outcome is not ("Passed" or "Skipped")).ToList();
        return new TestResult(test)
        {
            Outcome = cases.Count == 0 || broken.Count > 0 ? TestOutcome.Failed : cases.TrueForAll(result => result.Outcome == "Skipped") ? TestOutcome.Skipped : TestOutcome.Passed,
            Duration = TimeSpan.FromSeconds(cases.Sum(result => result.Seconds)),
            ErrorMessage = cases.Count == 0 ? $"Pester gave no result for this test.{Environment.NewLine}{Output}"
                : broken.Count > 0 ? string.Join(Environment.NewLine, broken.Select(result => $"{result.Name}: {result.Outcome}{Environment.NewLine}{string.Join(Environment.NewLine, result.Errors)}"))
                : null,
        };
    }
}
