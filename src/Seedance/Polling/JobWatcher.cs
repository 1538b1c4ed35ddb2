namespace Seedance.Polling;

/// <summary>Polls all jobs of an account that anybody in this process waits for: each when it is likely to end, many with one read of the list.</summary>
internal sealed class JobWatcher
{
    /// <summary>Milliseconds.</summary>
    private const double MaxSleep = 24 * 60 * 60 * 1000;

    /// <summary>Between two rounds, for each job: a fifth of a second for ten thousand jobs.</summary>
    private static readonly TimeSpan _pausePerJob = TimeSpan.FromMilliseconds(0.02);

    private static readonly TimeSpan _minPause = TimeSpan.FromMilliseconds(5);

    private readonly TimeProvider _clock;
    private readonly WatchedJobs _watched;
    private long _submitted;

    public JobWatcher(TimeProvider clock, CompletionTimes times)
    {
        _clock = clock;
        var health = new ListHealth();
        _watched = new WatchedJobs(clock, times, new PollPlanner(times, health), health);
    }

    /// <summary>A job was submitted here: its position in the order of the account's jobs.</summary>
    public long NextSequence() => Interlocked.Increment(ref _submitted);

    /// <summary>Waits for a job.</summary>
    /// <param name="generation">The job.</param>
    /// <param name="timeout">How long.</param>
    /// <param name="source">Reads for this wait, and possibly for others.</param>
    /// <param name="cancellationToken">Cancels this wait only.</param>
    public async Task<SeedanceGeneration> WaitAsync(SeedanceGeneration generation, TimeSpan timeout, IGenerationSource source, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var wait = new JobWait(generation, _clock.GetUtcNow(), timeout, source, cancellationToken);
        using var registration = cancellationToken.Register(() => _watched.Cancel(wait));
        if (_watched.Add(wait))
        {
            _ = Task.Run(RunAsync, CancellationToken.None);
        }

        return await wait.Completion;
    }

    private async Task RunAsync()
    {
        while (_watched.NextRound() is { } round)
        {
            foreach (var poll in round.Polls)
            {
                _ = PollAsync(poll);
            }

            // A round goes through all jobs: with thousands of them one is as good as many in the same instant.
            var now = round.Now;
            var pause = TimeSpan.FromTicks(_pausePerJob.Ticks * round.JobCount);
            if (pause >= _minPause)
            {
                await _clock.Delay(pause, CancellationToken.None);
                now += pause;
            }

            if (round.NextAt > now)
            {
                await SleepAsync(round.NextAt - now, round.Changed);
            }
        }
    }

    private async Task SleepAsync(TimeSpan time, Task changed)
    {
        using var timer = new CancellationTokenSource();

        // Whole milliseconds, rounded up: a timer has no finer resolution and would not wait at all.
        var milliseconds = Math.Min(MaxSleep, Math.Ceiling(time.TotalMilliseconds));
        await Task.WhenAny(_clock.Delay(TimeSpan.FromMilliseconds(milliseconds), timer.Token), changed);
        timer.Cancel();
    }

    private async Task PollAsync(Poll poll)
    {
        // The jobs of which nothing was reported yet.
        var open = poll.Jobs.ToDictionary(job => job.Id, StringComparer.OrdinalIgnoreCase);
        try
        {
            await ReadAsync(poll, open);
        }
        catch (SeedanceException failure)
        {
            _watched.OnFailed(poll, open.Values, failure);
        }
        catch (OperationCanceledException)
        {
            _watched.OnCancelled(open.Values);
        }
        catch (Exception failure)
        {
            _watched.OnUnexpectedFailure(open.Values, failure);
        }
        finally
        {
            _watched.OnPollEnded(poll);
        }
    }

    private async Task ReadAsync(Poll poll, Dictionary<string, WatchedJob> open)
    {
        switch (poll.Kind)
        {
            case PollKind.ById:
                var job = poll.Jobs[0];
                _watched.OnReadById(job, await job.FirstWait.Source.ReadAsync(job.FirstWait.Latest, job.FirstWait.CancellationToken));
                break;
            case PollKind.Page:
                await new ListScanner(poll, open, _watched).ReadPageAsync(Interlocked.Read(ref _submitted));
                break;
            case PollKind.Scan:
                await new ListScanner(poll, open, _watched).ScanAsync(Interlocked.Read(ref _submitted));
                break;
        }
    }
}
