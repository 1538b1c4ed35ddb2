using System.Globalization;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Completion;

/// <summary>Completes what earlier jobs have, newest first: their IDs, keys, names, prompts or seeds.</summary>
internal sealed class JournalCompleter : Completer
{
    protected override IEnumerable<Suggestion> Suggest(CompletionInput input)
    {
        var jobs = RecentJobs.Read();
        return input.Parameter switch
        {
            "Id" => jobs.Where(job => job.Id is not null).Select(job => new Suggestion(job.Id!, Tooltips.Job(job))),
            "Key" => jobs.Select(job => new Suggestion(job.Key, Tooltips.Job(job), IsText: true)),
            "JobName" => jobs.Where(job => !string.IsNullOrEmpty(job.JobName)).GroupBy(job => job.JobName!, StringComparer.OrdinalIgnoreCase).Select(batch => new Suggestion(batch.Key, Tooltips.Batch([.. batch]), IsText: true)),

            // A prompt of several lines can't be typed on one.
            "Prompt" => jobs.Where(job => !string.IsNullOrWhiteSpace(job.Prompt) && !job.Prompt!.Any(char.IsControl)).Select(job => new Suggestion(job.Prompt!, Tooltips.Job(job), IsText: true)),
            "Seed" => jobs.Where(job => job.Seed >= 0).Select(job => new Suggestion(job.Seed!.Value.ToString(CultureInfo.InvariantCulture), Tooltips.Job(job))).Append(new Suggestion("-1", Tooltips.RandomSeed)),
            _ => [],
        };
    }
}
