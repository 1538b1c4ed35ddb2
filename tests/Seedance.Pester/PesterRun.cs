using System.Text.Json;
using Seedance.Pwsh;

namespace Seedance.Pester;

/// <summary>Tests of one file, run in a pwsh of their own.</summary>
/// <param name="Results">Of each case; none when the run crashed.</param>
/// <param name="Output">What the process wrote.</param>
internal sealed record PesterRun(IReadOnlyList<PesterResult> Results, string Output)
{
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(5);

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
}
