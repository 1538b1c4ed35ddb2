namespace Seedance;

/// <summary>How long an account's jobs took lately, by the length and size of their videos: what was seen here, and what the journal says of earlier runs.</summary>
internal sealed class CompletionTimes(Func<IEnumerable<SeedanceJob>> earlier)
{
    private const int Kept = 20;
    private const int LeastSeen = 3;

    private readonly object _lock = new();
    private readonly Dictionary<(int? Seconds, string Tier), Queue<double>> _times = [];

    /// <summary>What the times say, until one more is added.</summary>
    private readonly Dictionary<(int? Seconds, string Tier), CompletionCurve> _curves = [];
    private bool _hasReadEarlier;

    /// <summary>A job was seen to take so long.</summary>
    public void Learn(SeedanceGeneration generation, TimeSpan took)
    {
        lock (_lock)
        {
            Add(KindOf(generation), took.TotalSeconds);
        }
    }

    /// <summary>When such a job is likely to end.</summary>
    public CompletionCurve Of(SeedanceGeneration generation)
    {
        lock (_lock)
        {
            if (!_hasReadEarlier)
            {
                _hasReadEarlier = true;
                foreach (var job in earlier().Where(job => job.Took is not null).Reverse())
                {
                    Add((job.Duration, TierOf(job.Width, job.Height)), job.Took!.Value);
                }
            }

            var kind = KindOf(generation);
            if (!_curves.TryGetValue(kind, out var curve))
            {
                _curves[kind] = curve = _times.TryGetValue(kind, out var seen) && seen.Count >= LeastSeen ? Fit(seen) : Guess(kind);
            }

            return curve;
        }
    }

    private void Add((int? Seconds, string Tier) kind, double seconds)
    {
        if (!_times.TryGetValue(kind, out var times))
        {
            _times[kind] = times = new Queue<double>();
        }

        _curves.Remove(kind);
        times.Enqueue(Math.Max(seconds, 0.05));
        if (times.Count > Kept)
        {
            times.Dequeue();
        }
    }

    private static CompletionCurve Fit(IEnumerable<double> seen)
    {
        var logs = seen.Select(seconds => Math.Log(seconds)).OrderBy(log => log).ToList();
        var mean = logs.Average();
        var spread = Math.Sqrt(logs.Average(log => (log - mean) * (log - mean)));
        return new CompletionCurve(Math.Exp(logs[logs.Count / 2]), Math.Min(12, Math.Max(2, Math.PI / Math.Sqrt(3) / Math.Max(spread, 0.01))), Growth: 2.5);
    }

    // Nobody has said how long jobs take; about ten seconds of work for each of 720p.
    private static CompletionCurve Guess((int? Seconds, string Tier) kind) =>
        new((kind.Seconds ?? 8) * (kind.Tier == "480p" ? 7 : 11), Shape: 6, Growth: 2.5);

    private static (int? Seconds, string Tier) KindOf(SeedanceGeneration generation) => (generation.Duration, TierOf(generation.Width, generation.Height));

    private static string TierOf(int? width, int? height) =>
        width is null || height is null ? string.Empty : VideoModel.Seedance20Fast.TierOf(width.Value, height.Value);
}
