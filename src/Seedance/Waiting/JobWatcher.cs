namespace Seedance;

/// <summary>Looks at all the jobs of an account that anybody in this process waits for: each when it is likely to end, many with one read of the list.</summary>
/// <remarks>
/// Jobs whose places in the account's list are near each other share a page. A place is known of a job that was submitted here,
/// for the list is newest first, and of one that was seen in the list. What the list does not show is read by itself.
/// </remarks>
internal sealed class JobWatcher(TimeProvider clock, CompletionTimes times)
{
    /// <summary>Jobs that share a page.</summary>
    private const int PageJobs = 35;

    /// <summary>The rest of it is for jobs that were submitted, or that others submitted, since their places were seen.</summary>
    private const int PageSize = 50;

    /// <summary>Of that, places before the newest.</summary>
    private const int PageMargin = 3;

    /// <summary>So many pages are looked at as often as one; more share the account's requests.</summary>
    private const double EasyPages = 4;

    /// <summary>After so many fruitless looks at the list others are taken.</summary>
    private const int MostMisses = 3;

    private const long UnknownPage = long.MinValue;

    /// <summary>Milliseconds.</summary>
    private const double LongestSleep = 24 * 60 * 60 * 1000;

    private static readonly TimeSpan _newJobPause = TimeSpan.FromSeconds(1);

    /// <summary>Between two rounds; a fifth of a second for ten thousand jobs.</summary>
    private static readonly TimeSpan _restForEach = TimeSpan.FromMilliseconds(0.02);

    private static readonly TimeSpan _leastRest = TimeSpan.FromMilliseconds(5);

    private readonly object _lock = new();
    private readonly Dictionary<string, WatchedJob> _jobs = new(StringComparer.OrdinalIgnoreCase);
    private TaskCompletionSource<bool> _changed = NewSignal();
    private DateTimeOffset _wakeAt;
    private bool _isRunning;
    private bool _isListOfUse = true;
    private bool _isListSeen;
    private int _listMisses;
    private int _listFailures;
    private long _submitted;

    /// <summary>The look for jobs whose places are not known, while there is one: those who come meanwhile share the next.</summary>
    private List<WatchedJob>? _survey;

    /// <summary>A job was submitted here: its place among the account's jobs.</summary>
    public long NextSequence() => Interlocked.Increment(ref _submitted);

    /// <summary>Waits for a job.</summary>
    /// <param name="generation">The job.</param>
    /// <param name="timeout">For how long.</param>
    /// <param name="reader">Reads for this wait, and for others meanwhile.</param>
    /// <param name="cancellationToken">Ends the wait alone.</param>
    public async Task<SeedanceGeneration> WaitAsync(SeedanceGeneration generation, TimeSpan timeout, JobReader reader, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var now = clock.GetUtcNow();
        var wait = new JobWait(generation, now, timeout, reader, cancellationToken);
        using var stop = cancellationToken.Register(() => Stop(wait));
        Add(wait, now);
        return await wait.End;
    }

    private static TaskCompletionSource<bool> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Add(JobWait wait, DateTimeOffset now)
    {
        lock (_lock)
        {
            var generation = wait.Latest;
            if (!_jobs.TryGetValue(generation.Id, out var job))
            {
                var submittedAt = generation.SubmittedAt ?? now;
                _jobs[generation.Id] = job = new WatchedJob(generation.Id, submittedAt) { Sequence = generation.Sequence };

                // Of a job that was just submitted here it is known that it has just begun; any other may have ended long ago.
                job.Due = generation.Sequence is null ? now : now + PauseOf(job, generation, now);
            }

            job.Waits.Add(wait);
            if (!_isRunning)
            {
                _isRunning = true;
                _ = Task.Run(RunAsync, CancellationToken.None);
            }
            else
            {
                Signal();
            }
        }
    }

    private void Stop(JobWait wait)
    {
        wait.Cancel();
        lock (_lock)
        {
            Signal();
        }
    }

    private void Signal() => _changed.TrySetResult(true);

    private async Task RunAsync()
    {
        while (true)
        {
            var now = clock.GetUtcNow();
            List<List<WatchedJob>> looks;
            DateTimeOffset next;
            TimeSpan rest;
            Task changed;
            lock (_lock)
            {
                Forget(now);
                if (_jobs.Count == 0)
                {
                    _isRunning = false;
                    return;
                }

                looks = TakeDue(now);
                _wakeAt = next = looks.Count > 0 ? now : NextMoment();
                changed = (_changed = NewSignal()).Task;

                // A round goes over all jobs: with thousands of them one is as good as many in the same instant.
                rest = TimeSpan.FromTicks(_restForEach.Ticks * _jobs.Count);
            }

            foreach (var look in looks)
            {
                _ = LookAsync(look);
            }

            if (rest >= _leastRest)
            {
                await clock.Delay(rest, CancellationToken.None);
                now += rest;
            }

            if (next > now)
            {
                await PauseAsync(next - now, changed);
            }
        }
    }

    private async Task PauseAsync(TimeSpan pause, Task changed)
    {
        using var enough = new CancellationTokenSource();

        // Whole milliseconds, rounded up: a timer knows no less, and would not wait at all.
        var milliseconds = Math.Min(LongestSleep, Math.Ceiling(pause.TotalMilliseconds));
        await Task.WhenAny(clock.Delay(TimeSpan.FromMilliseconds(milliseconds), enough.Token), changed);
        enough.Cancel();
    }

    /// <summary>Lets go of who waits no longer, and of jobs that nobody waits for.</summary>
    private void Forget(DateTimeOffset now)
    {
        List<string>? done = null;
        foreach (var job in _jobs.Values)
        {
            for (var place = job.Waits.Count - 1; place >= 0; place--)
            {
                if (job.Waits[place].Deadline <= now)
                {
                    job.Waits[place].Expire();
                }

                if (job.Waits[place].HasEnded)
                {
                    job.Waits.RemoveAt(place);
                }
            }

            if (job.Waits.Count == 0)
            {
                (done ??= []).Add(job.Id);
            }
        }

        done?.ForEach(id => _jobs.Remove(id));
    }

    private DateTimeOffset NextMoment()
    {
        var next = DateTimeOffset.MaxValue;
        foreach (var job in _jobs.Values)
        {
            if (IsFree(job) && job.Due < next)
            {
                next = job.Due;
            }

            foreach (var wait in job.Waits)
            {
                next = wait.Deadline < next ? wait.Deadline : next;
            }
        }

        return next;
    }

    /// <summary>What is to be looked at now: each a job alone, or all that share its page.</summary>
    private List<List<WatchedJob>> TakeDue(DateTimeOffset now)
    {
        var looks = new List<List<WatchedJob>>();
        var pages = new Dictionary<long, List<WatchedJob>>();
        foreach (var job in _jobs.Values)
        {
            if (job.Due > now || !IsFree(job))
            {
                continue;
            }

            if (!IsListed(job))
            {
                job.IsBusy = true;
                looks.Add([job]);
            }
            else if (!pages.ContainsKey(PageOf(job)))
            {
                pages[PageOf(job)] = [];
            }
        }

        if (pages.Count > 0)
        {
            foreach (var job in _jobs.Values)
            {
                if (!job.IsBusy && IsListed(job) && pages.TryGetValue(PageOf(job), out var page))
                {
                    job.IsBusy = true;
                    page.Add(job);
                }
            }

            looks.AddRange(pages.Values);
            _survey = pages.TryGetValue(UnknownPage, out var survey) ? survey : _survey;
        }

        return looks;
    }

    /// <summary>Whether it may be looked at now.</summary>
    private bool IsFree(WatchedJob job) => !job.IsBusy && (_survey is null || job.Sequence is not null || !IsListed(job));

    private bool IsListed(WatchedJob job) => _isListOfUse && !job.IsAlone;

    // Those whose place is not known are looked for together, from the top of the list.
    private static long PageOf(WatchedJob job) => job.Sequence is { } sequence ? (long)Math.Floor(sequence / (double)PageJobs) : UnknownPage;

    private async Task LookAsync(List<WatchedJob> jobs)
    {
        var reader = jobs[0].First.Reader;
        var stop = jobs[0].First.Stop;

        // Those of whom nothing is said yet.
        var open = jobs.ToDictionary(job => job.Id, StringComparer.OrdinalIgnoreCase);
        try
        {
            if (jobs.Count == 1)
            {
                var read = await reader.ReadAsync(jobs[0].First.Latest, stop);
                Settle(open.Values, job => SeeAlone(job, read));
            }
            else if (jobs[0].Sequence is null)
            {
                await SurveyAsync(open, reader, stop);
            }
            else
            {
                var offset = Math.Max(0, Interlocked.Read(ref _submitted) - jobs.Max(job => job.Sequence!.Value) - PageMargin);
                SeePage(open, await reader.ListAsync(offset, PageSize, stop), offset);
            }
        }
        catch (SeedanceException failure)
        {
            Settle(open.Values, job => Miss(job, failure, isOfList: jobs.Count > 1));
            TryOneAlone(jobs);
        }
        catch (OperationCanceledException)
        {
            // Who read is gone; another who waits reads on.
            Settle(open.Values, job => job.Due = clock.GetUtcNow());
        }
        catch (Exception failure)
        {
            Settle(open.Values, job => job.Fail(failure));
        }
        finally
        {
            lock (_lock)
            {
                if (_survey == jobs)
                {
                    _survey = null;
                    Signal();
                }
            }
        }
    }

    /// <summary>Looks for jobs whose places are not known, page by page from the newest, and goes on where the last look ended.</summary>
    private async Task SurveyAsync(Dictionary<string, WatchedJob> open, JobReader reader, CancellationToken stop)
    {
        // They may lie deep; where they are not found a page costs as much as a job read by itself.
        var most = (open.Count / 4) + 3;
        var offset = open.Values.Min(job => job.Searched);
        var isAtEnd = false;
        for (var number = 0; open.Count > 0 && number < most && !isAtEnd; number++)
        {
            var page = await reader.ListAsync(offset, PageSize, stop);
            SeeFound(open, page, offset);
            offset += PageSize;
            isAtEnd = page.Count < PageSize;
        }

        // What lies deeper than was looked is looked for again; new jobs only push it deeper.
        Settle(open.Values, job =>
        {
            job.Searched = offset;
            ReadAlone(job, isAtEnd ? MostMisses : 0);
        });
    }

    private void SeePage(Dictionary<string, WatchedJob> open, IReadOnlyList<SeedanceGeneration> page, long offset)
    {
        var isSeen = SeeFound(open, page, offset);
        lock (_lock)
        {
            // A list that has never shown a job of ours is of no use; one that has will again.
            _isListSeen |= isSeen;
            _isListOfUse &= _isListSeen || ++_listMisses < MostMisses;
        }

        Settle(open.Values, job => ReadAlone(job, job.ListMisses + 1));
    }

    /// <summary>Tells the jobs that a page shows, and takes them off the open ones.</summary>
    private bool SeeFound(Dictionary<string, WatchedJob> open, IReadOnlyList<SeedanceGeneration> page, long offset)
    {
        var places = new Dictionary<WatchedJob, int>(page.Count);
        for (var place = 0; place < page.Count; place++)
        {
            if (open.TryGetValue(page[place].Id, out var job))
            {
                places[job] = place;
                open.Remove(job.Id);
            }
        }

        _listFailures = 0;
        Settle(places.Keys, job =>
        {
            var place = places[job];
            job.Sequence = _submitted - offset - place;
            job.ListMisses = 0;
            SeeListed(job, page[place]);
        });
        return places.Count > 0;
    }

    /// <summary>The list's word is good for what is pending and for what can be saved; an odd end is read whole.</summary>
    private void SeeListed(WatchedJob job, SeedanceGeneration read)
    {
        if (read.IsReady || read.Status is not (GenerationStatus.Complete or GenerationStatus.Failed))
        {
            See(job, read);
        }
        else
        {
            ReadAlone(job, MostMisses);
        }
    }

    private void SeeAlone(WatchedJob job, SeedanceGeneration read)
    {
        // Jobs can be read and the list can not, and not just by chance: it is left alone.
        if (_listFailures >= MostMisses)
        {
            _listFailures = 0;
            _isListOfUse &= ++_listMisses < MostMisses;
        }

        job.IsAlone = job.ListMisses >= MostMisses;
        See(job, read);
    }

    private void ReadAlone(WatchedJob job, int misses)
    {
        (job.IsAlone, job.ListMisses, job.Due) = (true, misses, clock.GetUtcNow());
    }

    private void See(WatchedJob job, SeedanceGeneration read)
    {
        var now = clock.GetUtcNow();
        if (job.See(read, now) is { } took)
        {
            times.Learn(job.First.Latest, took);
        }

        job.Due = now + PauseOf(job, job.First.Latest, now);
    }

    private void Miss(WatchedJob job, SeedanceException failure, bool isOfList)
    {
        var now = clock.GetUtcNow();
        if (isOfList && !RetryPolicy.Free.MayPass(failure) && failure is not UnauthorizedException)
        {
            // That the list is refused says nothing of the jobs.
            _isListOfUse = false;
            job.Due = now;
            return;
        }

        job.Miss(failure, now);
        var pause = PauseOf(job, job.First.Latest, now);
        var asked = (failure as RateLimitedException)?.RetryAfter ?? TimeSpan.Zero;

        // A job that is new to the service is known to it soon, or never.
        job.Due = now + (failure is NotFoundException && pause > _newJobPause ? _newJobPause : asked > pause ? asked : pause);
    }

    /// <summary>Where the list fails again and again, one of its jobs is read by itself.</summary>
    private void TryOneAlone(List<WatchedJob> jobs)
    {
        lock (_lock)
        {
            if (jobs.Count > 1 && ++_listFailures >= MostMisses)
            {
                jobs[0].IsAlone = true;
            }
        }
    }

    private TimeSpan PauseOf(WatchedJob job, SeedanceGeneration generation, DateTimeOffset now)
    {
        // One read that shows many is worth more reads; many pages are looked at more seldom each, so that reads grow slower than jobs.
        var pages = _jobs.Count / (double)PageJobs;
        var crowding = !IsListed(job) ? 1 : Math.Max(Math.Pow(_jobs.Count, -0.2), Math.Pow(pages / EasyPages, 1.0 / 3));

        // A tenth more or less, so that many clients do not come together.
        return TimeSpan.FromSeconds(times.Of(generation).PauseAt(job.AgeAt(now), crowding) * (0.9 + (Jitter.Next() / 5)));
    }

    /// <summary>Ends the look at jobs: whatever was found is told under the lock.</summary>
    private void Settle(IEnumerable<WatchedJob> jobs, Action<WatchedJob> tell)
    {
        lock (_lock)
        {
            foreach (var job in jobs)
            {
                job.IsBusy = false;
                if (job.Waits.Count > 0)
                {
                    tell(job);
                }

                if (job.Due < _wakeAt || job.Waits.TrueForAll(wait => wait.HasEnded))
                {
                    Signal();
                }
            }
        }
    }
}
