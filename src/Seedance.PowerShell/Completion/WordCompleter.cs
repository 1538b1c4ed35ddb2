using Seedance.Generations;
using Seedance.Journal;
using Seedance.PowerShell.Costs;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Completion;

/// <summary>Completes a parameter that accepts a few words. PowerShell completes enums itself, and passes their completers over.</summary>
internal sealed class WordCompleter : Completer
{
    protected override IEnumerable<Suggestion> Suggest(CompletionInput input) => input.Parameter switch
    {
        "Audio" => [new("true", Tooltips.WithAudio), new("false", Tooltips.WithoutAudio)],
        "By" => new[] { UsageGroup.ByDay, UsageGroup.ByJobName, UsageGroup.ByModel, UsageGroup.BySize }.Select(word => new Suggestion(word, Tooltips.UsageGroup(word))),
        "Status" when input.Command.GetCommandName()?.EndsWith("Job", StringComparison.OrdinalIgnoreCase) == true => Statuses(JobStatus.All),
        "Status" => Statuses([GenerationStatus.Pending, GenerationStatus.Complete, GenerationStatus.Failed]),
        _ => [],
    };

    private static IEnumerable<Suggestion> Statuses(IEnumerable<string> statuses) => statuses.Select(status => new Suggestion(status, Tooltips.Status(status)));
}
