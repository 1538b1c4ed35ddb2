using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Seedance.Journal;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Completion;

/// <summary>Completes -Status of jobs.</summary>
internal sealed class JobStatusCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        JobStatus.All
            .Where(status => status.StartsWith(wordToComplete ?? string.Empty, StringComparison.OrdinalIgnoreCase))
            .Select(status => new CompletionResult(status, status, CompletionResultType.ParameterValue, Tooltips.Status(status)));
}
