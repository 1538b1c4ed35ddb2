using Seedance.Generations;
using Seedance.Journal;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Completion;

/// <summary>Completes a parameter that accepts a few words.</summary>
internal sealed class WordCompleter : Completer
{
    protected override IEnumerable<Suggestion> Suggest(CompletionInput input) => input.Parameter switch
    {
        "Audio" => [new("true", Tooltips.WithAudio), new("false", Tooltips.WithoutAudio)],
        "Strength" => Enum.GetNames(typeof(SeedanceStrength)).Select(name => new Suggestion(name, Tooltips.Strength(name))),
        "Type" => Enum.GetNames(typeof(SeedanceMediaType)).Select(name => new Suggestion(name, Tooltips.MediaType(name))),
        "Status" when input.Command.GetCommandName()?.EndsWith("Job", StringComparison.OrdinalIgnoreCase) == true => Statuses(JobStatus.All),
        "Status" => Statuses([GenerationStatus.Pending, GenerationStatus.Complete, GenerationStatus.Failed]),
        _ => [],
    };

    private static IEnumerable<Suggestion> Statuses(IEnumerable<string> statuses) => statuses.Select(status => new Suggestion(status, Tooltips.Status(status)));
}
