namespace Seedance.Polling;

/// <summary>How long an account's jobs took recently, by length and size of their videos: as observed here, and as the journal records of earlier runs.</summary>
internal sealed class CompletionTimes(Func<IEnumerable<SeedanceJob>> readEarlier)
{
    private const int MaxSamples = 20;
    private const int MinSamples = 3;
    private const double DefaultGrowth = 2.5;
    private const double DefaultShape = 6;
    private const double MinShape = 2;
    private const double MaxShape = 12;

    private readonly object _lock = new();
    private readonly Dictionary<(int? Seconds, string Tier), Queue<double>> _samples = [];

    /// <summary>The fitted curves, until another sample is recorded.</summary>
    private readonly Dictionary<(int? Seconds, string Tier), CompletionCurve> _curves = [];
    private bool _hasReadEarlier;

    /// <summary>Records how long a job took.</summary>
    public void Record(SeedanceGeneration generation, TimeSpan took)
    {
        lock (_lock)
        {
            Add(KindOf(generation), took.TotalSeconds);
        }
    }

    /// <summary>When such a job is likely to end.</summary>
    public CompletionCurve GetCurve(SeedanceGeneration generation)
    {
        ReadEarlierOnce();
        lock (_lock)
        {
            var kind = KindOf(generation);
            if (!_curves.TryGetValue(kind, out var curve))
            {
                _curves[kind] = curve = _samples.TryGetValue(kind, out var samples) && samples.Count >= MinSamples ? Fit(samples) : DefaultCurve(kind);
            }

            return curve;
        }
    }

    /// <summary>Reads the journal outside of the lock.</summary>
    private void ReadEarlierOnce()
    {
        if (Volatile.Read(ref _hasReadEarlier))
        {
            return;
        }

        var earlier = readEarlier().Where(job => job.Took is not null).Reverse().ToList();
        lock (_lock)
        {
            if (!_hasReadEarlier)
            {
                earlier.ForEach(job => Add((job.Duration, TierOf(job.Width, job.Height)), job.Took!.Value));
                Volatile.Write(ref _hasReadEarlier, true);
            }
        }
    }

    private void Add((int? Seconds, string Tier) kind, double seconds)
    {
        if (!_samples.TryGetValue(kind, out var samples))
        {
            _samples[kind] = samples = new Queue<double>();
        }

        _curves.Remove(kind);
        samples.Enqueue(Math.Max(seconds, 0.05));
        if (samples.Count > MaxSamples)
        {
            samples.Dequeue();
        }
    }

    private static CompletionCurve Fit(IEnumerable<double> samples)
    {
        var logs = samples.Select(seconds => Math.Log(seconds)).OrderBy(log => log).ToList();
        var mean = logs.Average();
        var spread = Math.Sqrt(logs.Average(log => (log - mean) * (log - mean)));
        return new CompletionCurve(Math.Exp(logs[logs.Count / 2]), Math.Min(MaxShape, Math.Max(MinShape, Math.PI / Math.Sqrt(3) / Math.Max(spread, 0.01))), DefaultGrowth);
    }

    // How long jobs take is not documented: about ten seconds of work for each second of 720p.
    private static CompletionCurve DefaultCurve((int? Seconds, string Tier) kind) =>
        new((kind.Seconds ?? 8) * (kind.Tier == "480p" ? 7 : 11), DefaultShape, DefaultGrowth);

    private static (int? Seconds, string Tier) KindOf(SeedanceGeneration generation) => (generation.Duration, TierOf(generation.Width, generation.Height));

    private static string TierOf(int? width, int? height) =>
        width is null || height is null ? string.Empty : VideoModels.Default.TierOf(width.Value, height.Value);
}
