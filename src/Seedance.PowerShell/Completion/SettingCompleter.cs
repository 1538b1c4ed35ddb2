using Seedance.Requests;

namespace Seedance.PowerShell.Completion;

/// <summary>Completes a setting from the row of the model that is typed, or else of the default.</summary>
internal abstract class SettingCompleter : Completer
{
    protected abstract IEnumerable<Suggestion> Suggest(VideoModel model, CompletionInput input);

    protected override IEnumerable<Suggestion> Suggest(CompletionInput input) => Suggest(VideoModels.Find(VideoModels.IdOf(input.TextOf("Model"))) ?? VideoModels.Default, input);
}
