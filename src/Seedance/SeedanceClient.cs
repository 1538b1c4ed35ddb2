namespace Seedance;

/// <summary>The operations that a command uses, one line for each. They run in the order of the folders: Requests, Media, Submission, Polling, Downloads.</summary>
internal sealed class SeedanceClient
{
    private readonly SeedanceConnection _connection;
    private readonly ClientOptions _options;
    private readonly LeonardoApi _api;
    private AccountSession? _session;

    public SeedanceClient(SeedanceConnection connection, ClientOptions options)
    {
        _connection = connection;
        _options = options;
        _api = new LeonardoApi(connection, options);
    }

    /// <summary>Gives a local file an id, by upload unless the account has uploaded its content already.</summary>
    public async Task<SeedanceMedia> UploadAsync(SeedanceMedia media, bool force, CancellationToken cancellationToken) =>
        await (await OpenAsync(cancellationToken)).Uploads.GetOrUploadAsync(media, force, cancellationToken);

    /// <summary>Uploads what a request needs and submits it, at most once.</summary>
    /// <exception cref="SubmissionUnknownException">It was sent and its response was lost; it is not sent again.</exception>
    public async Task<SeedanceGeneration> CreateAsync(SeedanceRequest request, VideoModel model, SubmissionOptions submission, CancellationToken cancellationToken)
    {
        // Before the account is asked for: an input that fails there is still the first of equal ones.
        var named = submission.JobName is { } name ? await (submission.Turn ?? new NamedInputs().TakeTurn()).ReadAsync(request, model, name, cancellationToken) : null;
        var session = await OpenAsync(cancellationToken);
        return named is not null ? await session.NamedSubmitter.SubmitOnceAsync(named, model, submission, cancellationToken)
            : await session.Submitter.SubmitAsync(SubmissionPlanner.NewKey(_connection.Clock), request, model, submission, cancellationToken)
                ?? throw new InvalidOperationException("A new key is taken.");
    }

    /// <summary>The jobs of this account that something is still to be done for, oldest first.</summary>
    /// <param name="onBroken">Called for each entry that can't be read.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    public async Task<IReadOnlyList<SeedanceJob>> ReadUnfinishedAsync(Action<JournalException> onBroken, CancellationToken cancellationToken) =>
        (await OpenAsync(cancellationToken)).Account.Journal.ReadUnfinished(onBroken);

    /// <summary>The generations of jobs: at once where their ids are known, else by the account's list.</summary>
    public async Task<ResumedJobs> ResumeAsync(IReadOnlyList<SeedanceJob> jobs, CancellationToken cancellationToken) =>
        await (await OpenAsync(cancellationToken)).Resumer.ResumeAsync(jobs, cancellationToken);

    /// <summary>Waits until the video exists.</summary>
    /// <exception cref="GenerationFailedException">The job ended without a video.</exception>
    /// <exception cref="WaitTimeoutException">The time was up first; the job is still running.</exception>
    public async Task<SeedanceGeneration> WaitAsync(SeedanceGeneration generation, TimeSpan timeout, CancellationToken cancellationToken) =>
        await (await OpenAsync(cancellationToken)).Waiter.WaitAsync(generation, timeout, cancellationToken);

    /// <summary>Saves the video of a complete generation. One that was saved there before is returned as it is.</summary>
    public async Task<SeedanceGeneration> SaveAsync(SeedanceGeneration generation, SaveOptions save, CancellationToken cancellationToken) =>
        await (await OpenAsync(cancellationToken)).Saver.SaveAsync(generation, save, cancellationToken);

    /// <summary>A generation as it is now.</summary>
    /// <exception cref="NotFoundException">The service does not know the id.</exception>
    public async Task<SeedanceGeneration> ReadAsync(SeedanceGeneration generation, CancellationToken cancellationToken) =>
        generation.WithReading(await _api.GetGenerationAsync(generation.Id, RetryPolicy.Idempotent, cancellationToken), _connection);

    /// <summary>The account's list, to be read page by page, newest first.</summary>
    public async Task<GenerationList> ListAsync(CancellationToken cancellationToken) =>
        new(_connection, _api, (await OpenAsync(cancellationToken)).Account.UserId, RetryPolicy.Idempotent);

    /// <summary>Deletes a generation.</summary>
    /// <exception cref="NotFoundException">The service does not know the id.</exception>
    public async Task DeleteAsync(SeedanceGeneration generation, CancellationToken cancellationToken) =>
        _ = await _api.DeleteGenerationAsync(generation.Id, cancellationToken) != false ? true : throw new NotFoundException(Messages.DescribeGeneration(generation.Id), default);

    /// <summary>What the service knows of an upload.</summary>
    /// <exception cref="NotFoundException">It does not know the id.</exception>
    public async Task<SeedanceMedia> ReadMediaAsync(string id, CancellationToken cancellationToken) =>
        await _api.GetMediaAsync(id, cancellationToken) ?? await _api.GetImageAsync(id, cancellationToken) ?? throw new NotFoundException(Messages.DescribeMedia(id), default);

    /// <summary>Deletes an upload, and forgets its id.</summary>
    /// <exception cref="NotFoundException">The service does not know the id.</exception>
    public async Task DeleteMediaAsync(string id, CancellationToken cancellationToken)
    {
        var session = await OpenAsync(cancellationToken);

        // The id does not say which of the two it is. Where the response was lost, it may have been either.
        var isMedia = await _api.DeleteMediaAsync(id, cancellationToken);
        var existed = isMedia == true || await _api.DeleteImageAsync(id, cancellationToken) != false || isMedia is null;
        session.Account.Uploads.ForgetId(id);
        _ = existed ? true : throw new NotFoundException(Messages.DescribeMedia(id), default);
    }

    /// <summary>Makes sure that the service accepts the key. It is asked when it has not accepted the key before, or to refresh what is known of the account.</summary>
    /// <exception cref="UnauthorizedException">It does not accept the key.</exception>
    public Task CheckKeyAsync(bool refresh, CancellationToken cancellationToken) => _connection.KeyAccount.CheckAsync(_api, refresh, cancellationToken);

    /// <summary>The account behind the key.</summary>
    public async Task<SeedanceAccount> ReadAccountAsync(CancellationToken cancellationToken)
    {
        var account = await _api.GetMeAsync(RetryPolicy.Idempotent, cancellationToken);
        _connection.KeyAccount.Accept(account);
        return account;
    }

    /// <summary>Finds the account of the key, which the service is asked for once.</summary>
    private async Task<AccountSession> OpenAsync(CancellationToken cancellationToken) =>
        Volatile.Read(ref _session) ?? Open(await _connection.KeyAccount.GetAsync(_api, cancellationToken));

    private AccountSession Open(Account account) => LazyInitializer.EnsureInitialized(ref _session, () => new AccountSession(_connection, account, _api, _options))!;
}
