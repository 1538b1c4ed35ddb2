using System.Management.Automation;
using Seedance.Downloads;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Completion;

/// <summary>Completes -Destination: folders, MP4 files, and the placeholders of a file name template.</summary>
internal sealed class DestinationCompleter : Completer
{
    private const string Extension = ".mp4";

    /// <summary>What a path can continue with.</summary>
    public static IEnumerable<CompletionResult> CompletePath(CompletionWord word)
    {
        var open = word.Text.LastIndexOf('{');
        var isOpen = open >= 0 && word.Text.IndexOf('}', open) < 0;
        var files = isOpen ? [] : CompletionCompleters.CompleteFilename(word.Typed).Where(IsDestination);
        var templates = isOpen ? Templates(word, word.Text.Substring(0, open), word.Text.Substring(open + 1))
            : word.Text is [] or [.., '/' or '\\' or '}' or '-' or '_' or ' '] ? Templates(word, word.Text, string.Empty)
            : [];
        return files.Concat(templates);
    }

    protected override IEnumerable<CompletionResult> Complete(CompletionInput input) => CompletePath(input.Word);

    protected override IEnumerable<Suggestion> Suggest(CompletionInput input) => [];

    /// <summary>Each result is a complete template: a destination with placeholders must end in .mp4.</summary>
    private static IEnumerable<CompletionResult> Templates(CompletionWord word, string before, string name) =>
        FileNameTemplate.Placeholders
            .Where(placeholder => placeholder.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            .Select(placeholder => new CompletionResult(word.Quote($"{before}{{{placeholder}}}{Extension}", isText: true), $"{{{placeholder}}}", CompletionResultType.ParameterValue, Tooltips.Placeholder(placeholder)));

    private static bool IsDestination(CompletionResult result) =>
        result.ResultType == CompletionResultType.ProviderContainer || result.ListItemText.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);
}
