using System.Security.Cryptography;
using System.Text;

namespace Seedance;

/// <summary>Submits a draft as one job: written down before it is sent, found again when its answer is lost, never sent twice.</summary>
internal sealed class JobSubmitter(SeedanceConnection connection, ApiTransport api, JobFinder finder, ClientOptions options)
{
    private readonly JobJournal _journal = connection.Account.Jobs;

    /// <summary>The entry of a submission that is about to be made.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="ready">The draft, whose media can be sent.</param>
    /// <param name="model">The model.</param>
    /// <param name="intent">What else is to be remembered.</param>
    public SeedanceJob Plan(string key, SeedanceRequest ready, VideoModel model, JobIntent intent) => new()
    {
        Key = key,
        JobName = intent.JobName,
        SubmittedAt = connection.Clock.GetUtcNow(),
        Account = _journal.Account,
        Prompt = ready.Prompt,
        // A seed of our own: a fingerprint that finds the job when its answer is lost, and the clip can be made again.
        Seed = ready.Seed ?? DrawSeed(model.Seed),
        IsSeedDrawn = ready.Seed is null,
        Duration = ready.Duration,
        Width = ready.Width,
        Height = ready.Height,
        Public = ready.Public,
        SourcePath = ready.SourcePath,
        Destination = intent.Destination,
        Index = intent.Index,
        Media = [.. ready.Guidances().SelectMany(guidance => guidance.Media).Where(media => media.Path is not null).Select(media => new JobMedia(media.Id, media.Path!, media.Sha256))],
        Request = Encoding.UTF8.GetString(RequestJson.Write(ready.WithoutInlineData(), model)),
    };

    /// <returns>The job; null when another has submitted under the entry's key meanwhile.</returns>
    /// <exception cref="SubmissionUnknownException">It was sent, its answer was lost, and the account's list does not show it.</exception>
    /// <exception cref="JournalException">It could not be written down, and so was not sent.</exception>
    /// <exception cref="SeedanceException">It was refused, or never left.</exception>
    public async Task<SeedanceGeneration?> SubmitAsync(SeedanceRequest ready, VideoModel model, SeedanceJob job, CancellationToken cancellationToken)
    {
        var (isWritten, isTaken, mayExist, isSettled) = (false, false, false, false);
        var body = RequestJson.Write(ready with { Seed = job.Seed }, model);
        try
        {
            var created = await RetryPolicy.Paid.RunAsync(AttemptAsync, options.Retry, connection.Clock, Tell, cancellationToken);
            isSettled = true;
            return Accept(job, created);
        }
        catch (JobTakenException)
        {
            return null;
        }
        catch (SeedanceException cause) when (mayExist)
        {
            var (found, trouble) = await finder.FindAsync([job], cancellationToken);
            isSettled = found.TryGetValue(job.Key, out var generation);
            return isSettled ? Accept(job, generation!) : throw new SubmissionUnknownException(job, cause, trouble);
        }
        finally
        {
            if (isWritten && !isSettled)
            {
                Note(() => _ = mayExist ? _journal.Update(job.Key, entry => entry.At(JobStatus.Unknown)) : Forget(job));
            }
        }

        async Task<SeedanceGeneration> AttemptAsync()
        {
            try
            {
                return await api.SendOnceAsync(HttpMethod.Post, ApiTransport.Creates, body, GenerationJson.ReadCreated, Leave, cancellationToken);
            }
            catch (SeedanceException failure) when (!IsLost(failure))
            {
                mayExist = false;
                throw;
            }
        }

        void Leave()
        {
            if (!isWritten && !_journal.TryAdd(job))
            {
                throw new JobTakenException();
            }

            isWritten = mayExist = true;
        }

        void Tell(SeedanceException failure, TimeSpan pause) => options.Trace?.Invoke(() => Strings.TraceRetry(HttpMethod.Post, ApiTransport.Creates, failure, pause));
    }

    /// <summary>Writes the service's name for a job into its entry.</summary>
    public SeedanceGeneration Accept(SeedanceJob job, SeedanceGeneration created)
    {
        var named = job.As(created);
        Note(() => _journal.Update(job.Key, entry => entry.As(created), toDisk: true), created.Id);
        return named.ToGeneration(connection).ReadAgain(created, connection);
    }

    /// <summary>A key that no other submission has; it sorts by time.</summary>
    public string NewKey() => $"{connection.Clock.GetUtcNow():yyyyMMdd'T'HHmmssfff}-{Guid.NewGuid():N}".Substring(0, 32);

    private SeedanceJob? Forget(SeedanceJob job)
    {
        _journal.Remove(job.Key);
        return null;
    }

    // The job is there and paid for: that it can't be noted is no reason to lose it.
    private void Note(Action write, string? id = null)
    {
        try
        {
            write();
        }
        catch (JournalException failure)
        {
            options.Warn?.Invoke(Strings.NotNoted(id, failure));
        }
    }

    private static bool IsLost(SeedanceException failure) => failure is ConnectionLostException or RequestTimeoutException or ServiceFailureException or UnknownAnswerException;

    private static long DrawSeed(Bounds allowed)
    {
        var bytes = new byte[sizeof(uint)];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(bytes);
        return BitConverter.ToUInt32(bytes, 0) % (allowed.Highest + 1);
    }

    /// <summary>Another process has written an entry under this key first.</summary>
    private sealed class JobTakenException : Exception;
}
