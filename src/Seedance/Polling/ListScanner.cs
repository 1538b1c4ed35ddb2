namespace Seedance.Polling;

/// <summary>Reads pages of the account's list for the jobs of a poll, and reports which of them the pages show.</summary>
/// <param name="poll">The poll.</param>
/// <param name="open">Its jobs of which nothing was reported yet, by their ids. What a page shows is removed.</param>
/// <param name="watched">Takes the results.</param>
internal sealed class ListScanner(Poll poll, Dictionary<string, WatchedJob> open, WatchedJobs watched)
{
    /// <summary>More than the jobs that share a page: others may have been submitted since their positions were seen.</summary>
    private const int PageSize = 50;

    /// <summary>Of these, positions before the newest job.</summary>
    private const int PageMargin = 3;

    private readonly IGenerationSource _source = poll.Jobs[0].FirstWait.Source;
    private readonly CancellationToken _cancellationToken = poll.Jobs[0].FirstWait.CancellationToken;

    /// <summary>Reads the page on which the jobs should be.</summary>
    /// <param name="submitted">How many jobs this process has submitted.</param>
    public async Task ReadPageAsync(long submitted)
    {
        var offset = Math.Max(0, submitted - poll.Jobs.Max(job => job.Sequence!.Value) - PageMargin);
        var page = await _source.ListAsync(offset, PageSize, _cancellationToken);
        var showsJobs = ReportListed(page, submitted - offset);
        watched.OnPageRead(showsJobs, [.. open.Values]);
    }

    /// <summary>Looks for jobs whose positions are not known, page by page from the newest, and continues where the last scan ended.</summary>
    /// <param name="submitted">How many jobs this process has submitted.</param>
    public async Task ScanAsync(long submitted)
    {
        // They may lie deep. Where they are not found, a page costs as much as a poll by id.
        var maxPages = (open.Count / 4) + 3;
        var offset = open.Values.Min(job => job.ScannedJobs);
        var isAtEnd = false;
        for (var count = 0; open.Count > 0 && count < maxPages && !isAtEnd; count++)
        {
            var page = await _source.ListAsync(offset, PageSize, _cancellationToken);
            ReportListed(page, submitted - offset);
            offset += page.Count;
            isAtEnd = page.Count < PageSize;
        }

        watched.OnScanned([.. open.Values], offset, isAtEnd);
    }

    /// <returns>Whether the page shows any of the jobs.</returns>
    private bool ReportListed(GenerationPage page, long firstSequence)
    {
        var listed = new Dictionary<WatchedJob, (long Sequence, SeedanceGeneration Reading)>();
        for (var index = 0; index < page.Generations.Count; index++)
        {
            if (open.TryGetValue(page.Generations[index].Id, out var job))
            {
                listed[job] = (firstSequence - index, page.Generations[index]);
                open.Remove(job.Id);
            }
        }

        watched.OnListed(listed);
        return listed.Count > 0;
    }
}
