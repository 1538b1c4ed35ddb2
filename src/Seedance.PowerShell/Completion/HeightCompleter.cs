using System.Globalization;
using Seedance.PowerShell.Text;
using Seedance.Requests;

namespace Seedance.PowerShell.Completion;

/// <summary>Completes -Height.</summary>
internal sealed class HeightCompleter : SettingCompleter
{
    protected override IEnumerable<(string Value, string Tooltip)> Values(VideoModel model) =>
        model.Sizes.Select(size => (size.Height.ToString(CultureInfo.InvariantCulture), Tooltips.Size(size))).GroupBy(value => value.Item1).Select(same => same.First());
}
