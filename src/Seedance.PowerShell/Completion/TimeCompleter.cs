using System.Globalization;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Completion;

/// <summary>Completes -Since and -Before with days, which begin at midnight here.</summary>
internal sealed class TimeCompleter : Completer
{
    private static readonly int[] _daysAgo = [0, 1, 7, 30];

    protected override IEnumerable<Suggestion> Suggest(CompletionInput input) =>
        _daysAgo.Select(days => new Suggestion(TimeProvider.System.GetLocalNow().AddDays(-days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Tooltips.Day(days)));
}
