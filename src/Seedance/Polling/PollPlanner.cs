namespace Seedance.Polling;

/// <summary>Decides when each job is polled next, and which jobs share a poll of the list.</summary>
/// <remarks>
/// Jobs whose positions in the account's list are near each other share a page. The position is known of a job that was submitted
/// here, because the list is newest first, and of one that was seen in the list. What the list does not show is polled by its id.
/// </remarks>
internal sealed class PollPlanner(CompletionTimes times, ListHealth health)
{
    /// <summary>Jobs that share a page.</summary>
    private const int JobsPerPage = 35;

    /// <summary>This many pages are polled as often as one; more share the account's requests.</summary>
    private const double FreePages = 4;

    /// <summary>The page of jobs whose positions are not known: they are looked for together, from the top of the list.</summary>
    private const long UnknownPage = long.MinValue;

    private static readonly TimeSpan _newJobDelay = TimeSpan.FromSeconds(1);

    /// <summary>Plans the next poll of a job that was just polled, or submitted.</summary>
    public void Schedule(WatchedJob job, SeedanceGeneration generation, int jobCount, DateTimeOffset now) =>
        job.NextPollAt = now + DelayOf(job, generation, jobCount, now);

    /// <summary>Plans the next poll of a job after a failure.</summary>
    public void ScheduleAfterFailure(WatchedJob job, SeedanceException failure, int jobCount, DateTimeOffset now)
    {
        var delay = DelayOf(job, job.FirstWait.Latest, jobCount, now);
        var retryAfter = (failure as RateLimitedException)?.RetryAfter ?? TimeSpan.Zero;

        // The service finds a new job soon, or never.
        job.NextPollAt = now + (failure is NotFoundException && delay > _newJobDelay ? _newJobDelay : retryAfter > delay ? retryAfter : delay);
    }

    /// <summary>The polls that are due: each is one job by its id, or all jobs that share a page.</summary>
    /// <param name="jobs">All jobs.</param>
    /// <param name="isScanning">Whether jobs of unknown positions are being looked for: further ones wait for the next scan.</param>
    /// <param name="now">The time.</param>
    public IReadOnlyList<Poll> TakeDue(IReadOnlyCollection<WatchedJob> jobs, bool isScanning, DateTimeOffset now)
    {
        var polls = new List<Poll>();
        var pages = new Dictionary<long, List<WatchedJob>>();
        foreach (var job in jobs)
        {
            if (job.NextPollAt > now || !CanPoll(job, isScanning))
            {
                continue;
            }

            if (!IsListed(job))
            {
                job.IsPolling = true;
                polls.Add(new Poll(PollKind.ById, [job]));
            }
            else if (!pages.ContainsKey(PageOf(job)))
            {
                pages[PageOf(job)] = [];
            }
        }

        if (pages.Count > 0)
        {
            foreach (var job in jobs)
            {
                if (!job.IsPolling && IsListed(job) && pages.TryGetValue(PageOf(job), out var page))
                {
                    job.IsPolling = true;
                    page.Add(job);
                }
            }

            polls.AddRange(pages.Select(page => new Poll(KindOf(page.Key, page.Value), page.Value)));
        }

        return polls;
    }

    /// <summary>When there is something to do next: a poll, or the end of a wait's time.</summary>
    public DateTimeOffset NextEventAt(IReadOnlyCollection<WatchedJob> jobs, bool isScanning)
    {
        var next = DateTimeOffset.MaxValue;
        foreach (var job in jobs)
        {
            if (CanPoll(job, isScanning) && job.NextPollAt < next)
            {
                next = job.NextPollAt;
            }

            foreach (var wait in job.Waits)
            {
                next = wait.Deadline < next ? wait.Deadline : next;
            }
        }

        return next;
    }

    private bool CanPoll(WatchedJob job, bool isScanning) => !job.IsPolling && (!isScanning || job.Sequence is not null || !IsListed(job));

    private bool IsListed(WatchedJob job) => health.IsUsable && !job.PollById;

    private static long PageOf(WatchedJob job) => job.Sequence is { } sequence ? (long)Math.Floor(sequence / (double)JobsPerPage) : UnknownPage;

    // One job alone is read by its id: a page would cost more and say the same.
    private static PollKind KindOf(long page, List<WatchedJob> jobs) => jobs.Count == 1 ? PollKind.ById : page == UnknownPage ? PollKind.Scan : PollKind.Page;

    private TimeSpan DelayOf(WatchedJob job, SeedanceGeneration generation, int jobCount, DateTimeOffset now)
    {
        // A poll that shows many jobs is worth more; many pages are polled less often each, so that polls grow slower than jobs.
        var pages = jobCount / (double)JobsPerPage;
        var loadFactor = !IsListed(job) ? 1 : Math.Max(Math.Pow(jobCount, -0.2), Math.Pow(pages / FreePages, 1.0 / 3));

        // A tenth more or less, so that many clients do not come together.
        return TimeSpan.FromSeconds(times.GetCurve(generation).DelayAt(job.AgeAt(now), loadFactor) * (0.9 + (Jitter.Next() / 5)));
    }
}
