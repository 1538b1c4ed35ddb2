namespace Seedance.Polling;

/// <summary>The jobs that somebody waits for, guarded by one lock. Every result of a poll is reported through it.</summary>
internal sealed class WatchedJobs(TimeProvider clock, CompletionTimes times, PollPlanner planner, ListHealth health)
{
    private readonly object _lock = new();
    private readonly Dictionary<string, WatchedJob> _jobs = new(StringComparer.OrdinalIgnoreCase);
    private TaskCompletionSource<bool> _changed = NewSignal();
    private DateTimeOffset _wakeAt;
    private Poll? _scan;
    private bool _isRunning;

    /// <summary>Adds a wait.</summary>
    /// <returns>Whether the loop must be started.</returns>
    public bool Add(JobWait wait)
    {
        var now = clock.GetUtcNow();
        var generation = wait.Latest;

        // Read before the lock is taken: the first reading of an account's times reads its journal.
        _ = times.GetCurve(generation);
        lock (_lock)
        {
            if (!_jobs.TryGetValue(generation.Id, out var job))
            {
                _jobs[generation.Id] = job = new WatchedJob(generation.Id, generation.SubmittedAt ?? now) { Sequence = generation.Sequence, NextPollAt = now };
                if (generation.Sequence is not null)
                {
                    // A job that was just submitted here has just begun. Any other may have ended long ago.
                    planner.Schedule(job, generation, _jobs.Count, now);
                }
            }

            job.Waits.Add(wait);
            Signal();
            return !_isRunning && (_isRunning = true);
        }
    }

    /// <summary>A wait was cancelled.</summary>
    public void Cancel(JobWait wait)
    {
        wait.Cancel();
        lock (_lock)
        {
            Signal();
        }
    }

    /// <summary>Takes the polls that are due, and removes what has ended.</summary>
    /// <returns>Null when nobody waits any more: the loop ends.</returns>
    public PollRound? NextRound()
    {
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            RemoveEnded(now);
            if (_jobs.Count == 0)
            {
                _isRunning = false;
                return null;
            }

            var polls = planner.TakeDue(_jobs.Values, _scan is not null, now);
            _scan = polls.FirstOrDefault(poll => poll.Kind == PollKind.Scan) ?? _scan;
            _wakeAt = polls.Count > 0 ? now : planner.NextEventAt(_jobs.Values, _scan is not null);
            _changed = NewSignal();
            return new PollRound(polls, now, _wakeAt, _jobs.Count, _changed.Task);
        }
    }

    /// <summary>A poll has ended, however it ended.</summary>
    public void OnPollEnded(Poll poll)
    {
        lock (_lock)
        {
            if (_scan == poll)
            {
                _scan = null;
                Signal();
            }
        }
    }

    /// <summary>A job was read by its id.</summary>
    public void OnReadById(WatchedJob job, SeedanceGeneration reading) => Complete([job], _ =>
    {
        health.OnReadById();
        job.PollById = job.ListMisses >= ListHealth.MaxMisses;
        OnPolled(job, reading);
    });

    /// <summary>Jobs were seen in the list.</summary>
    public void OnListed(IReadOnlyDictionary<WatchedJob, (long Sequence, SeedanceGeneration Reading)> listed) => Complete(listed.Keys, job =>
    {
        health.OnRead();
        (job.Sequence, job.ListMisses) = (listed[job].Sequence, 0);
        var reading = listed[job].Reading;

        // The list is trusted for what is pending and for what can be saved. Any other end is read by the id, which shows more.
        if (reading.IsReady || reading.Status is not (GenerationStatus.Complete or GenerationStatus.Failed))
        {
            OnPolled(job, reading);
        }
        else
        {
            PollByIdNow(job, ListHealth.MaxMisses);
        }
    });

    /// <summary>A page was read that should show the jobs.</summary>
    public void OnPageRead(bool showsJobs, IEnumerable<WatchedJob> missing)
    {
        lock (_lock)
        {
            health.OnRead();
            health.OnPage(showsJobs);
        }

        Complete(missing, job => PollByIdNow(job, job.ListMisses + 1));
    }

    /// <summary>A scan has ended without some of its jobs.</summary>
    /// <param name="missing">The jobs.</param>
    /// <param name="scannedJobs">How many of the account's newest jobs are others.</param>
    /// <param name="isAtEnd">Whether the list has no further pages.</param>
    public void OnScanned(IEnumerable<WatchedJob> missing, long scannedJobs, bool isAtEnd) => Complete(missing, job =>
    {
        // What lies deeper is looked for again; new jobs only push it deeper.
        job.ScannedJobs = scannedJobs;
        PollByIdNow(job, isAtEnd ? ListHealth.MaxMisses : 0);
    });

    /// <summary>A poll has failed.</summary>
    public void OnFailed(Poll poll, IEnumerable<WatchedJob> open, SeedanceException failure)
    {
        var isOfList = poll.Kind != PollKind.ById;
        Complete(open, job =>
        {
            var now = clock.GetUtcNow();
            if (isOfList && !RetryPolicy.Idempotent.IsTransient(failure) && failure is not UnauthorizedException)
            {
                health.OnRejected();
                job.NextPollAt = now;
                return;
            }

            job.OnPollFailed(failure, now);
            planner.ScheduleAfterFailure(job, failure, _jobs.Count, now);
        });
        lock (_lock)
        {
            if (isOfList && health.OnFailed())
            {
                poll.Jobs[0].PollById = true;
            }
        }
    }

    /// <summary>The command that polled was cancelled; another one that waits polls next.</summary>
    public void OnCancelled(IEnumerable<WatchedJob> open) => Complete(open, job => job.NextPollAt = clock.GetUtcNow());

    /// <summary>A poll has failed unexpectedly: nobody waits in vain.</summary>
    public void OnUnexpectedFailure(IEnumerable<WatchedJob> open, Exception failure) => Complete(open, job => job.Fail(failure));

    private static TaskCompletionSource<bool> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Signal() => _changed.TrySetResult(true);

    private void PollByIdNow(WatchedJob job, int misses) => (job.PollById, job.ListMisses, job.NextPollAt) = (true, misses, clock.GetUtcNow());

    private void OnPolled(WatchedJob job, SeedanceGeneration reading)
    {
        var now = clock.GetUtcNow();
        if (job.OnPolled(reading, now) is { } took)
        {
            times.Record(job.FirstWait.Latest, took);
        }

        planner.Schedule(job, job.FirstWait.Latest, _jobs.Count, now);
    }

    /// <summary>Ends the poll of jobs and reports its result to those that are still waited for.</summary>
    private void Complete(IEnumerable<WatchedJob> jobs, Action<WatchedJob> report)
    {
        lock (_lock)
        {
            foreach (var job in jobs)
            {
                job.IsPolling = false;
                if (job.Waits.Count > 0)
                {
                    report(job);
                }

                if (job.NextPollAt < _wakeAt || job.Waits.TrueForAll(wait => wait.HasEnded))
                {
                    Signal();
                }
            }
        }
    }

    /// <summary>Removes waits that have ended, and jobs that nobody waits for.</summary>
    private void RemoveEnded(DateTimeOffset now)
    {
        List<string>? unwatched = null;
        foreach (var job in _jobs.Values)
        {
            for (var index = job.Waits.Count - 1; index >= 0; index--)
            {
                if (job.Waits[index].Deadline <= now)
                {
                    job.Waits[index].TimeOut();
                }

                if (job.Waits[index].HasEnded)
                {
                    job.Waits.RemoveAt(index);
                }
            }

            if (job.Waits.Count == 0)
            {
                (unwatched ??= []).Add(job.Id);
            }
        }

        unwatched?.ForEach(id => _jobs.Remove(id));
    }
}
