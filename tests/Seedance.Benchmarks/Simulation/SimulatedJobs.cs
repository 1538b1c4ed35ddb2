namespace Seedance.Benchmarks;

/// <summary>Jobs that are submitted together and end when the simulation says. The real watcher waits for them: how many reads that takes, and how late each end is noticed.</summary>
internal sealed class SimulatedJobs : IGenerationSource
{
    private static readonly TimeSpan _latency = TimeSpan.FromMilliseconds(20);

    private readonly SimulatedClock _clock = new();
    private readonly RateLimit _limit = new(2000);
    private readonly bool _isListUsable;
    private readonly bool _areSubmittedHere;
    private readonly int _newer;
    private readonly List<(string Id, DateTimeOffset End)> _jobs = [];
    private readonly Dictionary<string, DateTimeOffset> _ends = [];
    private readonly List<double> _lateness = [];
    private int _reads;

    private SimulatedJobs(bool isListUsable, bool areSubmittedHere, int newer) => (_isListUsable, _areSubmittedHere, _newer) = (isListUsable, areSubmittedHere, newer);

    public int Reads => _reads;

    /// <summary>Seconds.</summary>
    public double MeanLateness => _lateness.Average();

    /// <summary>Seconds. 5 % are later.</summary>
    public double LateLateness => _lateness.Order().ElementAt((int)(_lateness.Count * 0.95));

    /// <param name="count">How many jobs.</param>
    /// <param name="seconds">How long each takes.</param>
    /// <param name="isListUsable">Whether the account's list shows them.</param>
    /// <param name="areSubmittedHere">Whether the same process submitted them.</param>
    /// <param name="newer">How many jobs that nobody waits for were submitted after them.</param>
    public static async Task<SimulatedJobs> RunAsync(int count, Func<double> seconds, bool isListUsable = true, bool areSubmittedHere = true, int newer = 0)
    {
        var jobs = new SimulatedJobs(isListUsable, areSubmittedHere, newer);
        await jobs._clock.RunAsync(() => jobs.WaitForAllAsync(count, seconds));
        return jobs;
    }

    private Task WaitForAllAsync(int count, Func<double> seconds)
    {
        var watcher = new JobWatcher(_clock, new CompletionTimes(() => []));
        var start = _clock.GetUtcNow();
        var waits = new List<Task>(count);
        for (var number = 0; number < count + _newer; number++)
        {
            var id = Guid.NewGuid().ToString();
            _jobs.Add((id, start + TimeSpan.FromSeconds(seconds())));
            _ends[id] = _jobs[^1].End;
        }

        foreach (var (id, end) in _jobs.Take(count))
        {
            waits.Add(WaitAsync(new SeedanceGeneration { Id = id, Duration = 8, Width = 1280, Height = 720, SubmittedAt = start, Sequence = _areSubmittedHere ? watcher.NextSequence() : null }, end));
        }

        return Task.WhenAll(waits);

        async Task WaitAsync(SeedanceGeneration job, DateTimeOffset end)
        {
            await watcher.WaitAsync(job, TimeSpan.FromHours(2), this, default);
            lock (_lateness)
            {
                _lateness.Add((_clock.GetUtcNow() - end).TotalSeconds);
            }
        }
    }

    public async Task<SeedanceGeneration> ReadAsync(SeedanceGeneration generation, CancellationToken cancellationToken)
    {
        await CountAsync();
        return Describe(generation.Id, _ends[generation.Id]);
    }

    public async Task<GenerationPage> ListAsync(long offset, int limit, CancellationToken cancellationToken)
    {
        await CountAsync();
        var length = _isListUsable ? Math.Max(0, Math.Min(limit, _jobs.Count - (int)offset)) : 0;
        return new GenerationPage([.. Enumerable.Range((int)offset, length).Select(position => _jobs[_jobs.Count - 1 - position]).Select(job => Describe(job.Id, job.End))], length);
    }

    public void Warn(string message)
    {
    }

    private async Task CountAsync()
    {
        Interlocked.Increment(ref _reads);
        await _limit.WaitAsync(_clock, default);
        await _clock.Delay(_latency, default);
    }

    private SeedanceGeneration Describe(string id, DateTimeOffset end) => new()
    {
        Id = id,
        Status = _clock.GetUtcNow() < end ? GenerationStatus.Pending : GenerationStatus.Complete,
        VideoUrl = _clock.GetUtcNow() < end ? null : new Uri("https://cdn.example/v.mp4"),
    };
}
