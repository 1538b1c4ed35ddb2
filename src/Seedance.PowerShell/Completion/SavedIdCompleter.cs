using System.Management.Automation;

namespace Seedance.PowerShell.Completion;

/// <summary>Completes -Id of Save-SeedanceVideo. Where generations are piped in, the first position is the destination.</summary>
internal sealed class SavedIdCompleter : GenerationIdCompleter
{
    protected override IEnumerable<CompletionResult> Complete(CompletionInput input) =>
        input.IsPiped && !input.IsNamed("Id", "Generation", "GenerationId") ? DestinationCompleter.CompletePath(input.Word) : base.Complete(input);
}
