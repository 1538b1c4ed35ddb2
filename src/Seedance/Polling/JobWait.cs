namespace Seedance.Polling;

/// <summary>One wait for one job. It survives every transient failure of the reads: a paid job is not given up because of the network.</summary>
internal sealed class JobWait(SeedanceGeneration generation, DateTimeOffset start, TimeSpan timeout, IGenerationSource source, CancellationToken cancellationToken)
{
    /// <summary>How long an unknown id may be a new job that the service does not find yet.</summary>
    private static readonly TimeSpan _newJobGracePeriod = TimeSpan.FromSeconds(10);

    /// <summary>How long a complete job may be without its video.</summary>
    private static readonly TimeSpan _videoGracePeriod = TimeSpan.FromMinutes(5);

    private const int FailuresBeforeWarning = 5;

    private readonly TaskCompletionSource<SeedanceGeneration> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset? _completeSince;
    private SeedanceException? _lastFailure;
    private int _failures;

    /// <summary>The job as it was last read, with what the caller knows of it.</summary>
    public SeedanceGeneration Latest { get; private set; } = generation;

    public IGenerationSource Source => source;

    public CancellationToken CancellationToken => cancellationToken;

    public DateTimeOffset Deadline { get; } = timeout < TimeSpan.Zero || timeout > DateTimeOffset.MaxValue - start ? DateTimeOffset.MaxValue : start + timeout;

    /// <exception cref="GenerationFailedException">The job ended without a video.</exception>
    /// <exception cref="NotFoundException">The service does not know the id, even after a while.</exception>
    /// <exception cref="WaitTimeoutException">The time was up first.</exception>
    public Task<SeedanceGeneration> Completion => _completion.Task;

    public bool HasEnded => _completion.Task.IsCompleted;

    public void OnPolled(SeedanceGeneration reading, DateTimeOffset now)
    {
        (_lastFailure, _failures) = (null, 0);
        if (reading.Status == GenerationStatus.Pending && Latest.Status == reading.Status && Latest.CreatedAt is not null)
        {
            // Nothing is new, and ten thousand waits keep no copies.
            return;
        }

        Latest = Latest.WithReading(reading, reading.Connection ?? Latest.Connection);
        if (Latest.IsReady)
        {
            _completion.TrySetResult(Latest);
        }
        else if (Latest.Status == GenerationStatus.Failed || (Latest.Status == GenerationStatus.Complete && now - (_completeSince ??= now) > _videoGracePeriod))
        {
            _completion.TrySetException(new GenerationFailedException(Latest));
        }
    }

    public void OnPollFailed(SeedanceException failure, DateTimeOffset now)
    {
        if (failure is NotFoundException && now - start < _newJobGracePeriod)
        {
            return;
        }

        if (!RetryPolicy.Idempotent.IsTransient(failure))
        {
            _completion.TrySetException(failure);
            return;
        }

        _lastFailure = failure;
        if (++_failures == FailuresBeforeWarning)
        {
            source.Warn(Messages.StillWaiting(Latest, failure));
        }
    }

    public void Fail(Exception failure) => _completion.TrySetException(failure);

    public void TimeOut() => _completion.TrySetException(new WaitTimeoutException(Latest, timeout, _lastFailure));

    public void Cancel() => _completion.TrySetCanceled(cancellationToken);
}
