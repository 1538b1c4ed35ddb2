namespace Seedance.Submission;

/// <summary>Decides which generation of the account's list is a lost job.</summary>
/// <param name="job">The lost job.</param>
/// <param name="serverTimeOffset">How far the service's clock is ahead of this machine's.</param>
internal sealed class LostJobMatch(SeedanceJob job, TimeSpan serverTimeOffset)
{
    /// <summary>How long the service may keep a request before it creates the job.</summary>
    public static readonly TimeSpan MaxQueueTime = TimeSpan.FromMinutes(30);

    /// <summary>How imprecise the measured difference between the clocks may be.</summary>
    private static readonly TimeSpan _clockTolerance = TimeSpan.FromMinutes(1);

    /// <summary>Pixels.</summary>
    private const int SizeTolerance = 16;

    /// <summary>The generation that must be the job; null when none is, or when more than one could be.</summary>
    public SeedanceGeneration? Choose(IReadOnlyList<SeedanceGeneration> candidates)
    {
        var matching = candidates.Where(MatchesRequest).ToList();
        var inTime = matching.Where(IsInTimeWindow).ToList();
        if (job.Seed is not >= 0)
        {
            return inTime is [var only] ? only : null;
        }

        // No other job has a seed that was drawn here, whenever it was created.
        var sameSeed = (job.IsSeedDrawn ? matching : inTime).Where(candidate => candidate.Seed == job.Seed).ToList();
        return sameSeed.Count == 1 || (job.IsSeedDrawn && sameSeed.Count > 0) ? sameSeed[sameSeed.Count - 1]
            : inTime is [{ Seed: null } withoutSeed] ? withoutSeed
            : null;
    }

    /// <summary>Whether a generation of this job could as well be another entry's.</summary>
    public bool CouldBeSameJob(SeedanceJob other) =>
        other.Prompt?.Trim() == job.Prompt?.Trim()
        && IsWithinTolerance(other.Width, job.Width) && IsWithinTolerance(other.Height, job.Height)
        && (other.Seed == job.Seed || other.Seed is not >= 0 || job.Seed is not >= 0);

    /// <summary>Whether a generation has the prompt and the size of the job.</summary>
    public bool MatchesRequest(SeedanceGeneration candidate) =>
        candidate.Prompt?.Trim() == job.Prompt?.Trim() && IsWithinTolerance(candidate.Width, job.Width) && IsWithinTolerance(candidate.Height, job.Height);

    private bool IsInTimeWindow(SeedanceGeneration candidate)
    {
        var sentAt = job.SubmittedAt + serverTimeOffset;
        return candidate.CreatedAt is not { } time || (time >= sentAt - _clockTolerance && time <= sentAt + MaxQueueTime);
    }

    // The file's real size can differ by a few pixels.
    private static bool IsWithinTolerance(int? one, int? other) => one is null || other is null || Math.Abs(one.Value - other.Value) <= SizeTolerance;
}
