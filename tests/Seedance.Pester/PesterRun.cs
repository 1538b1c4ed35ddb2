using Microsoft.VisualStudio.TestPlatform.ObjectModel;

namespace Seedance.Pester;

/// <summary>What the tests of one file gave.</summary>
/// <param name="Results">Of each case; none when the file could not be run.</param>
/// <param name="Problem">Why a test has no result.</param>
internal sealed record PesterRun(IReadOnlyList<PesterResult> Results, string Problem)
{
    /// <summary>The result of an It: it passes when each of its cases passes, and fails when there is no result.</summary>
    public TestResult ResultOf(TestCase test)
    {
        var cases = Results.Where(result => result.Line == test.LineNumber).ToList();
        var broken = cases.Where(result => result.Outcome is not ("Passed" or "Skipped")).ToList();
        return new TestResult(test)
        {
            Outcome = cases.Count == 0 || broken.Count > 0 ? TestOutcome.Failed : cases.TrueForAll(result => result.Outcome == "Skipped") ? TestOutcome.Skipped : TestOutcome.Passed,
            Duration = TimeSpan.FromSeconds(cases.Sum(result => result.Seconds)),
            ErrorMessage = cases.Count == 0 ? $"Pester gave no result for this test.{Environment.NewLine}{Problem}"
                : broken.Count > 0 ? string.Join(Environment.NewLine, broken.Select(result => $"{result.Name}: {result.Outcome}{Environment.NewLine}{string.Join(Environment.NewLine, result.Errors)}"))
                : null,
        };
    }
}
