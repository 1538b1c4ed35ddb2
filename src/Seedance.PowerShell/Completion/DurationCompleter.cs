using System.Globalization;
using Seedance.PowerShell.Text;
using Seedance.Requests;

namespace Seedance.PowerShell.Completion;

/// <summary>Completes -Duration.</summary>
internal sealed class DurationCompleter : SettingCompleter
{
    protected override IEnumerable<(string Value, string Tooltip)> Values(VideoModel model)
    {
        for (var seconds = model.Duration.Min; seconds <= model.Duration.Max; seconds++)
        {
            yield return (seconds.ToString(CultureInfo.InvariantCulture), Tooltips.Duration(seconds, model.CreditsPerSecond));
        }
    }
}
