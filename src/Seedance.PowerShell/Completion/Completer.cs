using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Seedance.PowerShell.Views;

namespace Seedance.PowerShell.Completion;

/// <summary>Completes the values of a parameter and explains each. It never throws, and never leaves a parameter to file names.</summary>
internal abstract class Completer : IArgumentCompleter
{
    private const int MaxLabelColumns = 60;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            // An empty list ends the completion; after null or an exception PowerShell offers file names.
            return [.. Complete(new CompletionInput(new CompletionWord(wordToComplete), parameterName, commandAst, fakeBoundParameters ?? new Hashtable()))];
        }
        catch (Exception)
        {
            return [];
        }
    }

    protected virtual IEnumerable<CompletionResult> Complete(CompletionInput input)
    {
        var offered = new HashSet<string>(StringComparer.Ordinal);
        return Suggest(input)
            .Where(suggestion => input.Word.Matches(suggestion.Value) && offered.Add(suggestion.Value))
            .Select(suggestion => new CompletionResult(
                input.Word.Quote(suggestion.Value, suggestion.IsText),
                TerminalText.Cut(suggestion.Value, MaxLabelColumns),
                CompletionResultType.ParameterValue,
                TerminalText.Clean(suggestion.Tooltip)));
    }

    /// <summary>The values in the order in which they are offered. Those that do not match the word are left out later.</summary>
    protected abstract IEnumerable<Suggestion> Suggest(CompletionInput input);
}
