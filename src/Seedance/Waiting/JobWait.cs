namespace Seedance;

/// <summary>One wait for one job. Any trouble with the reads is outlasted: a paid job is not given up for a broken line.</summary>
internal sealed class JobWait(SeedanceGeneration generation, DateTimeOffset start, TimeSpan timeout, JobReader reader, CancellationToken cancellationToken)
{
    /// <summary>How long a null answer may be a brand-new job that the service has yet to find.</summary>
    private static readonly TimeSpan _newJobGrace = TimeSpan.FromSeconds(10);

    /// <summary>How long a complete job may still be without its video.</summary>
    private static readonly TimeSpan _videoGrace = TimeSpan.FromMinutes(5);

    private const int FailuresBeforeWarning = 5;

    private readonly TaskCompletionSource<SeedanceGeneration> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset? _completeSince;
    private SeedanceException? _trouble;
    private int _failures;

    /// <summary>The job as last read, with what the waiter knows of it.</summary>
    public SeedanceGeneration Latest { get; private set; } = generation;

    public JobReader Reader => reader;

    public CancellationToken Stop => cancellationToken;

    public DateTimeOffset Deadline { get; } = timeout < TimeSpan.Zero || timeout > DateTimeOffset.MaxValue - start ? DateTimeOffset.MaxValue : start + timeout;

    /// <exception cref="GenerationFailedException">The job ended without a video.</exception>
    /// <exception cref="NotFoundException">The service does not know the id, and goes on not knowing it.</exception>
    /// <exception cref="WaitTimeoutException">The time was up first.</exception>
    public Task<SeedanceGeneration> End => _end.Task;

    public bool HasEnded => _end.Task.IsCompleted;

    public void See(SeedanceGeneration read, DateTimeOffset now)
    {
        (_trouble, _failures) = (null, 0);
        if (read.Status == GenerationStatus.Pending && Latest.Status == read.Status && Latest.CreatedAt is not null)
        {
            // Nothing is new, and of ten thousand jobs no copies are kept.
            return;
        }

        Latest = Latest.ReadAgain(read, read.Connection ?? Latest.Connection);
        if (Latest.IsReady)
        {
            _end.TrySetResult(Latest);
        }
        else if (Latest.Status == GenerationStatus.Failed || (Latest.Status == GenerationStatus.Complete && now - (_completeSince ??= now) > _videoGrace))
        {
            _end.TrySetException(new GenerationFailedException(Latest));
        }
    }

    public void Miss(SeedanceException failure, DateTimeOffset now)
    {
        if (failure is NotFoundException && now - start < _newJobGrace)
        {
            return;
        }

        if (!RetryPolicy.Free.MayPass(failure))
        {
            _end.TrySetException(failure);
            return;
        }

        _trouble = failure;
        if (++_failures == FailuresBeforeWarning)
        {
            reader.Warn?.Invoke(Strings.StillWaiting(Latest, failure));
        }
    }

    public void Fail(Exception failure) => _end.TrySetException(failure);

    public void Expire() => _end.TrySetException(new WaitTimeoutException(Latest, timeout, _trouble));

    public void Cancel() => _end.TrySetCanceled(cancellationToken);
}
