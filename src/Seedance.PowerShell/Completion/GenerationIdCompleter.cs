using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Completion;

/// <summary>Completes the ID of a generation, newest first: the journal's, then those that only the service knows.</summary>
internal class GenerationIdCompleter : Completer
{
    protected override IEnumerable<Suggestion> Suggest(CompletionInput input)
    {
        var (jobs, generations) = RecentGenerations.Read(input);
        return jobs.Where(job => job.Id is not null).Select(job => new Suggestion(job.Id!, Tooltips.Job(job)))
            .Concat(generations.Select(generation => new Suggestion(generation.Id, Tooltips.Generation(generation))));
    }
}
