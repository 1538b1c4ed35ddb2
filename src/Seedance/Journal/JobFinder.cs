namespace Seedance;

/// <summary>Looks in the account's list for jobs whose create answer was lost, by what was sent: seed, prompt, size and time.</summary>
/// <remarks>The list's word counts only when it says yes: that a job is not in it does not prove that there is none (API page: Read, unverified).</remarks>
internal sealed class JobFinder(Func<Func<SeedanceGeneration, bool>, CancellationToken, Task> list, SeedanceConnection connection, ClientOptions options)
{
    /// <summary>The service may still be at work on a request whose line broke.</summary>
    private static readonly TimeSpan[] _looks = [.. new[] { 0, 1, 2, 4, 8, 15 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    /// <summary>After this a request that was on its way has arrived, or never will.</summary>
    private static readonly TimeSpan _arrival = TimeSpan.FromMinutes(2);

    /// <summary>How far two clocks may be apart.</summary>
    private static readonly TimeSpan _clockSkew = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan _longestQueue = TimeSpan.FromMinutes(30);

    private const int MostCandidates = 10_000;

    /// <summary>Pixels.</summary>
    private const int SizeTolerance = 16;

    private readonly JobJournal _journal = connection.Account.Jobs;

    /// <summary>The jobs that the list shows, by the keys of their entries.</summary>
    /// <param name="lost">The entries without an id.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What was found, and why the last look could not be taken, if so.</returns>
    public async Task<(IReadOnlyDictionary<string, SeedanceGeneration> Found, SeedanceException? Trouble)> FindAsync(IReadOnlyList<SeedanceJob> lost, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, SeedanceGeneration>();
        SeedanceException? trouble = null;

        // Learns which jobs of the list are other entries'.
        _ = _journal.ReadAll(_ => { });
        var start = connection.Clock.GetTimestamp();
        foreach (var pause in _looks)
        {
            // The first look is always taken: without it nothing can be said of the list.
            if (pause > TimeSpan.Zero && connection.Clock.GetElapsedTime(start) + pause > options.Retry.Timeout)
            {
                break;
            }

            await connection.Clock.Delay(pause, cancellationToken);
            var missing = lost.Where(job => !found.ContainsKey(job.Key)).ToList();
            try
            {
                await LookAsync(missing, found, cancellationToken);
                trouble = null;
                if (missing.All(job => found.ContainsKey(job.Key) || connection.Clock.GetUtcNow() - job.SubmittedAt > _arrival))
                {
                    break;
                }
            }
            catch (SeedanceException failure) when (RetryPolicy.Free.MayPass(failure))
            {
                trouble = failure;
            }
        }

        return (found, trouble);
    }

    private async Task LookAsync(IReadOnlyList<SeedanceJob> missing, Dictionary<string, SeedanceGeneration> found, CancellationToken cancellationToken)
    {
        var candidates = new List<SeedanceGeneration>();
        var oldest = missing.Min(job => job.SubmittedAt) - _longestQueue;
        await list(
            generation =>
            {
                candidates.Add(generation);
                return !(generation.CreatedAt < oldest) && candidates.Count < MostCandidates;
            },
            cancellationToken);

        foreach (var job in missing)
        {
            var free = candidates.Where(candidate => !_journal.Knows(candidate.Id) && IsAlike(job, candidate)).ToList();
            if (Choose(job, free) is { } chosen && _journal.TryClaim(chosen.Id, job.Key))
            {
                found[job.Key] = chosen;
            }
        }
    }

    private static SeedanceGeneration? Choose(SeedanceJob job, IReadOnlyList<SeedanceGeneration> candidates)
    {
        var timely = candidates.Where(candidate => IsTimely(job, candidate)).ToList();
        if (job.Seed is not >= 0)
        {
            return timely is [var only] ? only : null;
        }

        // A seed that was drawn here is no other job's, whenever that was made.
        var same = (job.IsSeedDrawn ? candidates : timely).Where(candidate => candidate.Seed == job.Seed).ToList();
        return same.Count == 1 || (job.IsSeedDrawn && same.Count > 0) ? same[^1]
            : timely is [{ Seed: null } seedless] ? seedless
            : null;
    }

    private static bool IsAlike(SeedanceJob job, SeedanceGeneration candidate) =>
        candidate.Prompt?.Trim() == job.Prompt?.Trim() && IsNear(candidate.Width, job.Width) && IsNear(candidate.Height, job.Height);

    // The file's real size can differ by a few pixels.
    private static bool IsNear(int? one, int? other) => one is null || other is null || Math.Abs(one.Value - other.Value) <= SizeTolerance;

    private static bool IsTimely(SeedanceJob job, SeedanceGeneration candidate) =>
        candidate.CreatedAt is not { } time || (time >= job.SubmittedAt - _clockSkew && time <= job.SubmittedAt + _longestQueue);
}
