using Seedance.PowerShell.Text;
using Seedance.Requests;

namespace Seedance.PowerShell.Completion;

/// <summary>Completes -AspectRatio.</summary>
internal sealed class AspectRatioCompleter : SettingCompleter
{
    protected override IEnumerable<(string Value, string Tooltip)> Values(VideoModel model) =>
        model.Sizes.GroupBy(size => size.AspectRatio).Select(same => (same.Key, string.Join(", ", same.Select(Tooltips.Size))));
}
