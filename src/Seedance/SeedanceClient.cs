using System.Collections.Concurrent;

namespace Seedance;

/// <summary>What the cmdlets ask for, in the API's terms: upload, create, read, wait, save.</summary>
internal sealed class SeedanceClient
{
    private const int PageSize = 50;

    /// <summary>API page: Limits.</summary>
    private const int UsualSlots = 10;

    /// <summary>The service queues what is over its concurrency, so that it never waits for us.</summary>
    private const int InFlightPerSlot = 10;

    /// <summary>How often another process's submission is looked at.</summary>
    private static readonly TimeSpan _submissionPause = TimeSpan.FromSeconds(0.25);

    private readonly SeedanceConnection _connection;
    private readonly ApiTransport _api;
    private readonly MediaUploader _uploader;
    private readonly JobReader _reader;
    private readonly JobWatcher _watcher;
    private readonly ConcurrentDictionary<string, byte> _watchedForEnd = new();
    private readonly JobFinder _finder;
    private readonly JobSubmitter _submitter;
    private readonly ClientOptions _options;

    public SeedanceClient(SeedanceConnection connection, ClientOptions options)
    {
        _connection = connection;
        _api = new ApiTransport(connection, options);
        _uploader = new MediaUploader(connection, _api, options);
        _reader = new JobReader(ReadOnceAsync, ListOnceAsync, options.Warn);
        _watcher = connection.Account.Watcher(connection.Clock);
        _finder = new JobFinder((wantsMore, stop) => ListAsync(RetryPolicy.None, generation => Task.FromResult(wantsMore(generation)), stop), connection, options);
        _submitter = new JobSubmitter(connection, _api, _finder, options);
        _options = options;
    }

    private JobJournal Journal => _connection.Account.Jobs;

    /// <summary>Gives a local file an id, by upload unless the account has its content already; what can be sent is passed on as it is.</summary>
    /// <param name="media">The media.</param>
    /// <param name="force">Whether it is uploaded even so.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<SeedanceMedia> UploadAsync(SeedanceMedia media, bool force, CancellationToken cancellationToken)
    {
        if (media.IsReady)
        {
            return media;
        }

        if (force)
        {
            return await _uploader.UploadAsync(media, cancellationToken);
        }

        return await _connection.Account.Uploads.GetOrUploadAsync(media, fresh => _uploader.UploadAsync(fresh, cancellationToken), cancellationToken);
    }

    /// <summary>Uploads what the draft needs, then submits it, at most once.</summary>
    /// <param name="request">The draft.</param>
    /// <param name="model">Its model.</param>
    /// <param name="intent">What the journal is to remember besides.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The job; one that was submitted before when its name says that these inputs are submitted once.</returns>
    /// <exception cref="SubmissionUnknownException">It was sent and the answer was lost; it is not sent again.</exception>
    public async Task<SeedanceGeneration> CreateAsync(SeedanceRequest request, VideoModel model, JobIntent intent, CancellationToken cancellationToken)
    {
        if (intent.JobName is null)
        {
            return await UploadAndSubmitAsync(_submitter.NewKey(), request, model, intent, cancellationToken)
                ?? throw new InvalidOperationException("A new key can't be taken.");
        }

        var hashed = await request.WithMediaAsync(async media =>
            media.Path is null || media.Sha256 is not null ? media : media with { Sha256 = await MediaCache.HashAsync(media.Path, cancellationToken) });
        var key = intent.Inputs.NextKey(hashed, model, intent.JobName);
        if (intent.Force)
        {
            Journal.SetAside(key);
        }

        while (true)
        {
            if (await FindSubmittedAsync(key, cancellationToken) is { } submitted)
            {
                return submitted;
            }

            if (await UploadAndSubmitAsync(key, hashed, model, intent, cancellationToken) is { } created)
            {
                return created;
            }
        }
    }

    /// <summary>The jobs of this account that something is still to be done for, oldest first.</summary>
    /// <param name="onBroken">Told of each entry that can't be read.</param>
    public IReadOnlyList<SeedanceJob> Unfinished(Action<JournalException> onBroken) =>
        [.. Journal.ReadAll(onBroken).Where(job => job.IsUnfinished && !Journal.IsBeingSubmitted(job)).Reverse()];

    /// <summary>The generations of jobs: at once where their ids are known, else looked for in the account's list.</summary>
    /// <param name="jobs">The entries.</param>
    /// <param name="found">Told of each generation.</param>
    /// <param name="lost">Told of each that the list does not show.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task ResumeAsync(IReadOnlyList<SeedanceJob> jobs, Func<SeedanceGeneration, Task> found, Func<SubmissionUnknownException, Task> lost, CancellationToken cancellationToken)
    {
        foreach (var job in jobs.Where(job => !job.IsUnsettled))
        {
            await found(job.ToGeneration(_connection));
        }

        if (jobs.Where(job => job.IsUnsettled).ToList() is not { Count: > 0 } unsettled)
        {
            return;
        }

        var (shown, trouble) = await _finder.FindAsync(unsettled, cancellationToken);
        foreach (var job in unsettled)
        {
            await (shown.TryGetValue(job.Key, out var generation)
                ? found(_submitter.Accept(job, generation))
                : lost(new SubmissionUnknownException(job, null, trouble)));
        }
    }

    /// <summary>What the service knows of an upload.</summary>
    /// <exception cref="NotFoundException">It does not know it.</exception>
    public async Task<SeedanceMedia> ReadMediaAsync(SeedanceMedia media, CancellationToken cancellationToken)
    {
        var clip = await _api.SendAsync(HttpMethod.Get, $"v1/media/{media.Id}", null, RetryPolicy.Free, answer => MediaAnswer.Read(answer, "uploaded_media_by_pk"), cancellationToken);
        var found = clip.Media ?? (await _api.SendAsync(HttpMethod.Get, $"v1/init-image/{media.Id}", null, RetryPolicy.Free, answer => MediaAnswer.Read(answer, "init_images_by_pk"), cancellationToken)).Media;
        return found ?? throw new NotFoundException(Strings.ThatMedia(media.Id!), new(200, null, null));
    }

    /// <summary>Deletes an upload.</summary>
    /// <exception cref="NotFoundException">The service does not know it.</exception>
    public async Task DeleteMediaAsync(SeedanceMedia media, CancellationToken cancellationToken)
    {
        _ = await DeleteAsync($"v1/media/{media.Id}", "delete_uploaded_media_by_pk", cancellationToken) || await DeleteAsync($"v1/init-image/{media.Id}", "delete_init_images_by_pk", cancellationToken)
            ? true
            : throw new NotFoundException(Strings.ThatMedia(media.Id!), new(200, null, null));
    }

    /// <summary>Deletes a generation.</summary>
    /// <exception cref="NotFoundException">The service does not know it.</exception>
    public async Task DeleteAsync(SeedanceGeneration generation, CancellationToken cancellationToken) =>
        _ = await DeleteAsync($"v1/generations/{generation.Id}", "delete_generations_by_pk", cancellationToken) ? true : throw new NotFoundException(Strings.ThatGeneration(generation.Id), new(200, null, null));

    /// <summary>The account behind the key.</summary>
    public Task<SeedanceAccount> ReadAccountAsync(CancellationToken cancellationToken) => ReadAccountAsync(RetryPolicy.Free, cancellationToken);

    /// <summary>The account's generations, newest first, page by page, for as long as more are wanted.</summary>
    /// <param name="wantsMore">Takes each generation, and says whether to go on.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task ListAsync(Func<SeedanceGeneration, Task<bool>> wantsMore, CancellationToken cancellationToken) => ListAsync(RetryPolicy.Free, wantsMore, cancellationToken);

    private async Task ListAsync(RetryPolicy policy, Func<SeedanceGeneration, Task<bool>> wantsMore, CancellationToken cancellationToken)
    {
        var user = await ReadUserAsync(policy, cancellationToken);
        string? before = null;
        for (var offset = 0; ; offset += PageSize)
        {
            var page = await ReadPageAsync(policy, user, offset, PageSize, cancellationToken);
            foreach (var generation in page)
            {
                if (!await wantsMore(generation with { Connection = _connection }))
                {
                    return;
                }
            }

            // A list that begins anew on each page has no end.
            if (page.Count < PageSize || page[0].Id == before)
            {
                return;
            }

            before = page[0].Id;
        }
    }

    /// <summary>The generation as it stands now.</summary>
    /// <exception cref="NotFoundException">The service does not know the id.</exception>
    public Task<SeedanceGeneration> ReadAsync(SeedanceGeneration generation, CancellationToken cancellationToken) =>
        ReadAsync(generation, RetryPolicy.Free, cancellationToken);

    /// <summary>Waits until the video is there.</summary>
    /// <exception cref="GenerationFailedException">The job ended without a video.</exception>
    /// <exception cref="WaitTimeoutException">The time was up first; the job goes on.</exception>
    public async Task<SeedanceGeneration> WaitAsync(SeedanceGeneration generation, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            var complete = await _watcher.WaitAsync(generation, timeout, _reader, cancellationToken);
            Note(complete, job => job.At(JobStatus.Complete) with { Took = complete.Took?.TotalSeconds ?? job.Took });
            _connection.Account.Slots.Ended(generation.Id);
            return complete with { Connection = _connection };
        }
        catch (GenerationFailedException)
        {
            Note(generation, job => job.At(JobStatus.Failed));
            _connection.Account.Slots.Ended(generation.Id);
            throw;
        }
    }

    /// <summary>Downloads the video of a generation that is complete. One that was saved there before is passed on as it is.</summary>
    /// <param name="generation">The generation; it is read first when its video's address is not known.</param>
    /// <param name="name">The file's full path, for the generation as it is then known.</param>
    /// <param name="options">What else is asked for.</param>
    /// <param name="cancellationToken">Ends it, leaving nothing behind.</param>
    public async Task<SeedanceGeneration> SaveAsync(SeedanceGeneration generation, Func<SeedanceGeneration, string> name, SaveOptions options, CancellationToken cancellationToken)
    {
        var ready = generation.IsReady ? generation : await ReadReadyAsync(generation, cancellationToken);
        var path = name(ready);
        var job = Note(ready, entry => entry.Status == JobStatus.Saved ? entry : entry with { Destination = path });
        var download = new VideoDownload(_connection, _options, ready, path, options.Force)
        {
            IsThereAsync = async () => !options.Force && await IsSavedAsync(ready, path, options, cancellationToken),

            // An address that expired is renewed by reading the job again.
            RenewAddressAsync = async () => (await ReadReadyAsync(ready, cancellationToken)).VideoUrl!,

            // Noted before the file has its name: whoever finds it there later knows it for this job's.
            Publishing = sha256 => Note(ready, entry => entry with { Path = path, Sha256 = sha256 }),
            Published = sha256 => Finish(ready, path, job, sha256, options),
        };
        await download.RunAsync(cancellationToken);
        return ready with { Path = path };
    }

    /// <summary>Writes the sidecar of a video that has its name, and notes only then that nothing is left to do: a run that is killed in between is gone on with.</summary>
    private SeedanceJob? Finish(SeedanceGeneration generation, string path, SeedanceJob? job, string sha256, SaveOptions options)
    {
        if (!options.NoSidecar)
        {
            WriteSidecar(path, generation, job, sha256);
        }

        return Note(generation, entry => entry.At(JobStatus.Saved));
    }

    /// <summary>Whether the file there is this very video, by what the journal says and by its content. What a run that died left undone for it is done.</summary>
    private async Task<bool> IsSavedAsync(SeedanceGeneration generation, string path, SaveOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return Journal.Find(generation) is { Sha256: { } sha256 } job && job.Path == path && File.Exists(path)
                && await ContentHash.OfFileAsync(path, cancellationToken) == sha256
                && (job.Status == JobStatus.Saved || Finish(generation, path, job, sha256, options) is not null);
        }
        catch (Exception failure) when (failure is JournalException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Changes a job's entry, if it has one. That it can't be written is told, and costs nothing else.</summary>
    private SeedanceJob? Note(SeedanceGeneration generation, Func<SeedanceJob, SeedanceJob> change)
    {
        try
        {
            return Journal.Update(generation, change);
        }
        catch (JournalException failure)
        {
            _options.Warn?.Invoke(Strings.NotNoted(null, failure));
            return null;
        }
    }

    private void WriteSidecar(string path, SeedanceGeneration generation, SeedanceJob? job, string sha256)
    {
        try
        {
            VideoSidecar.Write(path, generation, job, sha256);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            _options.Warn?.Invoke(Strings.SidecarTrouble(VideoSidecar.PathOf(path), failure));
        }
    }

    /// <summary>The generation, once it is sure to have a video.</summary>
    private async Task<SeedanceGeneration> ReadReadyAsync(SeedanceGeneration generation, CancellationToken cancellationToken)
    {
        var latest = await ReadAsync(generation, cancellationToken);
        return latest.Status == GenerationStatus.Failed ? throw new GenerationFailedException(latest)
            : latest.IsReady ? latest
            : throw new VideoNotReadyException(latest);
    }

    /// <returns>Null when another has submitted under the key meanwhile.</returns>
    private async Task<SeedanceGeneration?> UploadAndSubmitAsync(string key, SeedanceRequest request, VideoModel model, JobIntent intent, CancellationToken cancellationToken)
    {
        // One after the other: one input has one request in hand.
        var ready = await request.WithMediaAsync(media => UploadAsync(media, force: false, cancellationToken));
        try
        {
            return await SubmitAsync(ready);
        }
        catch (MediaRefusedException) when (ready.Guidances().Any(guidance => guidance.Media.Any(media => media.IsCached)))
        {
            // Refused, so nothing was made: ids that were remembered are replaced, once.
            return await SubmitAsync(await ready.WithMediaAsync(media => RefreshAsync(media, cancellationToken)));
        }

        async Task<SeedanceGeneration?> SubmitAsync(SeedanceRequest whole)
        {
            var slots = _connection.Account.Slots;
            await slots.EnterAsync(taken => MostInFlightAsync(taken, cancellationToken), jobs => WatchForEnd(jobs, cancellationToken), _connection.Clock, cancellationToken);
            SeedanceGeneration? submitted = null;
            try
            {
                submitted = await _submitter.SubmitAsync(whole, model, _submitter.Plan(key, whole, model, intent), cancellationToken);
                return submitted = submitted is null ? null : submitted with { Sequence = _watcher.NextSequence() };
            }
            finally
            {
                if (submitted is null)
                {
                    slots.Leave();
                }
                else
                {
                    slots.Submitted(submitted);
                }
            }
        }
    }

    /// <summary>How many jobs may be at the service; asked of it only where there are already as many as the smallest plan works on.</summary>
    private async Task<int> MostInFlightAsync(int taken, CancellationToken cancellationToken)
    {
        if (_options.MaxInFlight is { } chosen)
        {
            return chosen;
        }

        if (taken >= UsualSlots && _connection.Account.ConcurrencySlots is null)
        {
            try
            {
                await ReadAccountAsync(RetryPolicy.None, cancellationToken);
            }
            catch (SeedanceException)
            {
                _connection.Account.ConcurrencySlots = UsualSlots;
            }
        }

        return InFlightPerSlot * Math.Max(1, _connection.Account.ConcurrencySlots ?? UsualSlots);
    }

    /// <summary>Where nobody else waits for the jobs that are in the way, this cmdlet does, for as long as it runs.</summary>
    private void WatchForEnd(IReadOnlyList<SeedanceGeneration> jobs, CancellationToken cancellationToken)
    {
        foreach (var job in jobs)
        {
            if (_watchedForEnd.TryAdd(job.Id, 0))
            {
                _ = WatchAsync(job);
            }
        }

        async Task WatchAsync(SeedanceGeneration job)
        {
            try
            {
                await WaitAsync(job, Timeout.InfiniteTimeSpan, cancellationToken);
            }
            catch (SeedanceException)
            {
                // Whatever became of it, it is not in the way any more.
                _connection.Account.Slots.Ended(job.Id);
            }
            catch (OperationCanceledException)
            {
            }
        }
    }

    /// <summary>What was submitted under a key; null when nothing was.</summary>
    private async Task<SeedanceGeneration?> FindSubmittedAsync(string key, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (Journal.Read(key) is not { } job)
            {
                return null;
            }

            if (!Journal.IsBeingSubmitted(job))
            {
                SeedanceGeneration? submitted = null;
                await ResumeAsync([job], found => Task.FromResult(submitted = found), lost => throw lost, cancellationToken);
                return submitted;
            }

            await _connection.Clock.Delay(_submissionPause, cancellationToken);
        }
    }

    private async Task<SeedanceMedia> RefreshAsync(SeedanceMedia media, CancellationToken cancellationToken)
    {
        if (!media.IsCached)
        {
            return media;
        }

        _connection.Account.Uploads.Forget(media);
        return await UploadAsync(media with { Id = null, IsCached = false }, force: false, cancellationToken);
    }

    private async Task<bool> DeleteAsync(string path, string wrapper, CancellationToken cancellationToken) =>
        (await _api.SendAsync(HttpMethod.Delete, path, null, RetryPolicy.Free, answer => DeleteAnswer.Read(answer, wrapper), cancellationToken)).Existed;

    private async Task<SeedanceAccount> ReadAccountAsync(RetryPolicy policy, CancellationToken cancellationToken)
    {
        var account = await _api.SendAsync(HttpMethod.Get, "v1/me", null, policy, SeedanceAccount.Read, cancellationToken);
        _connection.Account.UserId = account.UserId;
        _connection.Account.ConcurrencySlots = account.ConcurrencySlots ?? UsualSlots;
        return account;
    }

    private async Task<string> ReadUserAsync(RetryPolicy policy, CancellationToken cancellationToken) =>
        _connection.Account.UserId ?? (await ReadAccountAsync(policy, cancellationToken)).UserId;

    private async Task<IReadOnlyList<SeedanceGeneration>> ListOnceAsync(long offset, int limit, CancellationToken cancellationToken) =>
        await ReadPageAsync(RetryPolicy.None, await ReadUserAsync(RetryPolicy.None, cancellationToken), offset, limit, cancellationToken);

    private Task<IReadOnlyList<SeedanceGeneration>> ReadPageAsync(RetryPolicy policy, string user, long offset, int limit, CancellationToken cancellationToken) =>
        _api.SendAsync(HttpMethod.Get, $"v1/generations/user/{user}?offset={offset}&limit={limit}", null, policy, GenerationAnswer.ReadList, cancellationToken);

    private Task<SeedanceGeneration> ReadOnceAsync(SeedanceGeneration generation, CancellationToken cancellationToken) =>
        ReadAsync(generation, RetryPolicy.None, cancellationToken);

    private async Task<SeedanceGeneration> ReadAsync(SeedanceGeneration generation, RetryPolicy policy, CancellationToken cancellationToken)
    {
        var answer = await _api.SendAsync(HttpMethod.Get, $"v1/generations/{generation.Id}", null, policy, GenerationAnswer.Read, cancellationToken);
        var latest = answer.Generation ?? throw new NotFoundException(Strings.ThatGeneration(generation.Id), new(200, null, null));
        return string.Equals(latest.Id, generation.Id, StringComparison.OrdinalIgnoreCase)
            ? generation.ReadAgain(latest, _connection)
            : throw new UnknownAnswerException(new(200, Strings.OtherGeneration(latest.Id), null));
    }
}
