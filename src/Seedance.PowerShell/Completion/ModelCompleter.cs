using Seedance.PowerShell.Text;
using Seedance.Requests;

namespace Seedance.PowerShell.Completion;

/// <summary>Completes -Model.</summary>
internal sealed class ModelCompleter : Completer
{
    protected override IEnumerable<Suggestion> Suggest(CompletionInput input) => VideoModels.All.Select(model => new Suggestion(model.Id, Tooltips.Model(model), IsText: true));
}
