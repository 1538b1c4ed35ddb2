namespace Seedance.Submission;

/// <summary>Looks in the account's list for jobs whose create response was lost, by what was sent: seed, prompt, size and time.</summary>
/// <remarks>The list can only confirm a job. That a job is not in it does not prove that there is none (API page: Read, unverified).</remarks>
internal sealed class LostJobFinder(SeedanceConnection connection, Account account, LeonardoApi api, ClientOptions options)
{
    /// <summary>The service may still process a request whose connection was lost.</summary>
    private static readonly TimeSpan[] _pollDelays = [.. new[] { 0, 1, 2, 4, 8, 15 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    /// <summary>After this time a request that was sent has arrived, or never will.</summary>
    private static readonly TimeSpan _deliveryWindow = TimeSpan.FromMinutes(2);

    private const int MaxCandidates = 10_000;

    private readonly JobJournal _journal = account.Journal;

    /// <summary>Looks for jobs.</summary>
    /// <param name="lost">The entries without an id.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    public async Task<LostJobSearch> FindAsync(IReadOnlyList<SeedanceJob> lost, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, SeedanceGeneration>();
        var ambiguous = new HashSet<string>();
        SeedanceException? failure = null;
        var start = connection.Clock.GetTimestamp();
        foreach (var delay in _pollDelays)
        {
            // The list is read at least once: without that nothing can be said of it.
            if (delay > TimeSpan.Zero && connection.Clock.GetElapsedTime(start) + delay > options.Retry.Timeout)
            {
                break;
            }

            await connection.Clock.Delay(delay, cancellationToken);
            var missing = lost.Where(job => !found.ContainsKey(job.Key)).ToList();
            try
            {
                await PollAsync(missing, found, ambiguous, cancellationToken);
                failure = null;
                if (missing.All(job => found.ContainsKey(job.Key) || connection.Clock.GetUtcNow() - job.SubmittedAt > _deliveryWindow))
                {
                    break;
                }
            }
            catch (SeedanceException listFailure)
            {
                // Whatever the list says, it says nothing of the job: the submission stays unknown.
                failure = listFailure;
                if (!RetryPolicy.Idempotent.IsTransient(listFailure))
                {
                    break;
                }
            }
        }

        return new LostJobSearch(found, ambiguous, failure);
    }

    private async Task PollAsync(IReadOnlyList<SeedanceJob> missing, Dictionary<string, SeedanceGeneration> found, HashSet<string> ambiguous, CancellationToken cancellationToken)
    {
        var candidates = await ReadCandidatesAsync(missing, cancellationToken);

        // Read after the list: a job that is in it and whose response has arrived by now has its id in the journal.
        var entries = _journal.ReadAll(_ => { });
        foreach (var job in missing)
        {
            var match = new LostJobMatch(job, connection.ServerTimeOffset);
            var free = candidates.Where(candidate => !_journal.ContainsId(candidate.Id)).ToList();
            ambiguous.Remove(job.Key);
            if (entries.Any(other => other.Key != job.Key && other.IsUnsettled && match.CouldBeSameJob(other)))
            {
                if (free.Any(match.MatchesRequest))
                {
                    ambiguous.Add(job.Key);
                }
            }
            else if (match.Choose(free) is { } chosen && _journal.TryClaim(chosen.Id, job.Key))
            {
                found[job.Key] = chosen;
            }
        }
    }

    private async Task<IReadOnlyList<SeedanceGeneration>> ReadCandidatesAsync(IReadOnlyList<SeedanceJob> missing, CancellationToken cancellationToken)
    {
        var candidates = new List<SeedanceGeneration>();
        var list = new GenerationList(connection, api, account.UserId, RetryPolicy.None);
        do
        {
            candidates.AddRange(await list.ReadNextAsync(cancellationToken));
            var oldest = missing.Min(job => job.SubmittedAt) + connection.ServerTimeOffset - LostJobMatch.MaxQueueTime;
            if (candidates.Count > 0 && candidates[candidates.Count - 1].CreatedAt < oldest)
            {
                break;
            }
        }
        while (!list.HasEnded && candidates.Count < MaxCandidates);
        return candidates;
    }
}
