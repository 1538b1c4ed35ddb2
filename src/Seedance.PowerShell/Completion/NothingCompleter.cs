namespace Seedance.PowerShell.Completion;

/// <summary>Completes nothing where no file is meant: without a completer PowerShell offers file names.</summary>
internal sealed class NothingCompleter : Completer
{
    protected override IEnumerable<Suggestion> Suggest(CompletionInput input) => [];
}
