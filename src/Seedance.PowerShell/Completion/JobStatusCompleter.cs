using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Seedance.PowerShell;

/// <summary>Completes -Status of jobs.</summary>
internal sealed class JobStatusCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        JobStatus.All
            .Where(status => status.StartsWith(wordToComplete ?? string.Empty, StringComparison.OrdinalIgnoreCase))
            .Select(status => new CompletionResult(status, status, CompletionResultType.ParameterValue, Strings.MeaningOfStatus(status)));
}
