using Seedance.PowerShell.Text;
using Seedance.Requests;

namespace Seedance.PowerShell.Completion;

/// <summary>Completes the deprecated -Mode.</summary>
internal sealed class ModeCompleter : SettingCompleter
{
    protected override IEnumerable<Suggestion> Suggest(VideoModel model, CompletionInput input) =>
        (model.Modes ?? new Dictionary<string, string>()).Select(mode => new Suggestion(mode.Key, Tooltips.Mode(mode.Value)));
}
