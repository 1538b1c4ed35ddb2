using System.Globalization;
using Seedance.PowerShell.Text;
using Seedance.Requests;

namespace Seedance.PowerShell.Completion;

/// <summary>Completes -Duration.</summary>
internal sealed class DurationCompleter : SettingCompleter
{
    protected override IEnumerable<Suggestion> Suggest(VideoModel model, CompletionInput input)
    {
        for (var seconds = model.Duration.Min; seconds <= model.Duration.Max; seconds++)
        {
            yield return new(seconds.ToString(CultureInfo.InvariantCulture), Tooltips.Duration(seconds, model));
        }
    }
}
