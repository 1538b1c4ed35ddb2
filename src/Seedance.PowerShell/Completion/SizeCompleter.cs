using Seedance.PowerShell.Text;
using Seedance.Requests;

namespace Seedance.PowerShell.Completion;

/// <summary>Completes -Size.</summary>
internal sealed class SizeCompleter : SettingCompleter
{
    protected override IEnumerable<Suggestion> Suggest(VideoModel model, CompletionInput input) =>
        model.Tiers.Select(tier => new Suggestion(tier, Tooltips.Tier(tier, model)));
}
