using System.Globalization;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Completion;

/// <summary>Completes a limit with its default.</summary>
internal sealed class LimitCompleter : Completer
{
    protected override IEnumerable<Suggestion> Suggest(CompletionInput input) => input.Parameter switch
    {
        "ThrottleLimit" => Default(10),
        "MaxRetry" => Default(3),
        "RetryTimeout" => Default(600),
        "Timeout" => Default(3600),
        "RequestTimeout" or "CreatesPerMinute" => Default(100),
        "RequestsPerMinute" => Default(2000),
        _ => [],
    };

    private static IEnumerable<Suggestion> Default(int value) => [new(value.ToString(CultureInfo.InvariantCulture), Tooltips.Default)];
}
