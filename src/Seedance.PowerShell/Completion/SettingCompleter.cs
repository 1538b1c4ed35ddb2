using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Seedance.Requests;

namespace Seedance.PowerShell.Completion;

/// <summary>Completes a setting from the model's table and explains each value.</summary>
internal abstract class SettingCompleter : IArgumentCompleter
{
    protected abstract IEnumerable<(string Value, string Tooltip)> Values(VideoModel model);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Values(VideoModel.Seedance20Fast)
            .Where(value => value.Value.StartsWith(wordToComplete ?? string.Empty, StringComparison.OrdinalIgnoreCase))
            .Select(value => new CompletionResult(value.Value, value.Value, CompletionResultType.ParameterValue, value.Tooltip));
}
