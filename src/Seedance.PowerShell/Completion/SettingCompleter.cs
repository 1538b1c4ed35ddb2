using Seedance.Requests;

namespace Seedance.PowerShell.Completion;

/// <summary>Completes a setting from the model's table.</summary>
internal abstract class SettingCompleter : Completer
{
    protected abstract IEnumerable<Suggestion> Suggest(VideoModel model, CompletionInput input);

    protected override IEnumerable<Suggestion> Suggest(CompletionInput input) => Suggest(VideoModel.Seedance20Fast, input);
}
