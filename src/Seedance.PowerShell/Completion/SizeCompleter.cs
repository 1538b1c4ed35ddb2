using Seedance.PowerShell.Text;
using Seedance.Requests;

namespace Seedance.PowerShell.Completion;

/// <summary>Completes -Size.</summary>
internal sealed class SizeCompleter : SettingCompleter
{
    protected override IEnumerable<(string Value, string Tooltip)> Values(VideoModel model) =>
        model.CreditsPerSecond.Select(tier => (tier.Key, Tooltips.Tier(tier.Key, tier.Value)));
}
