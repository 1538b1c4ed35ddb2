namespace Seedance;

/// <summary>Waits for jobs by reading them again. Any trouble with the reads is outlasted: a paid job is not given up for a broken line.</summary>
internal sealed class GenerationWaiter(
    Func<SeedanceGeneration, CancellationToken, Task<SeedanceGeneration>> read,
    TimeProvider clock,
    ClientOptions options)
{
    /// <summary>How long a null answer may be a brand-new job that the service has yet to find.</summary>
    private static readonly TimeSpan _newJobGrace = TimeSpan.FromSeconds(10);

    /// <summary>How long a complete job may still be without its video.</summary>
    private static readonly TimeSpan _videoGrace = TimeSpan.FromMinutes(5);

    private const int FailuresBeforeWarning = 5;

    /// <exception cref="GenerationFailedException">The job ended without a video.</exception>
    /// <exception cref="NotFoundException">The service does not know the id, and goes on not knowing it.</exception>
    /// <exception cref="WaitTimeoutException">The time was up first.</exception>
    public async Task<SeedanceGeneration> WaitAsync(SeedanceGeneration generation, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        TimeSpan? completeSince = null;
        SeedanceException? trouble = null;
        var failures = 0;
        var latest = generation;
        while (true)
        {
            var pause = Pause(clock.GetElapsedTime(start));
            try
            {
                latest = await read(latest, cancellationToken);
                (trouble, failures) = (null, 0);
                if (latest.Status == GenerationStatus.Failed)
                {
                    throw new GenerationFailedException(latest);
                }

                if (latest.IsReady)
                {
                    return latest;
                }

                if (latest.Status == GenerationStatus.Complete)
                {
                    completeSince ??= clock.GetElapsedTime(start);
                    if (clock.GetElapsedTime(start) - completeSince > _videoGrace)
                    {
                        throw new GenerationFailedException(latest);
                    }
                }
            }
            catch (NotFoundException) when (clock.GetElapsedTime(start) < _newJobGrace)
            {
            }
            catch (SeedanceException failure) when (MayPass(failure))
            {
                trouble = failure;
                pause = (failure as RateLimitedException)?.RetryAfter is { } asked && asked > pause ? asked : pause;
                if (++failures == FailuresBeforeWarning)
                {
                    options.Warn?.Invoke(Strings.StillWaiting(latest, failure));
                }
            }

            var left = timeout - clock.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
            {
                throw new WaitTimeoutException(latest, timeout, trouble);
            }

            await clock.Delay(pause < left ? pause : left, cancellationToken);
        }
    }

    private static bool MayPass(SeedanceException failure) => failure
        is UnreachableException or ConnectionLostException or RequestTimeoutException
        or ServiceFailureException or UnknownAnswerException or RateLimitedException;

    /// <summary>A fifth of the time waited so far: soon for a short job, seldom for a long one; 0.25 s at least, 5 s at most.</summary>
    private static TimeSpan Pause(TimeSpan waited) =>
        TimeSpan.FromSeconds(Math.Min(5, Math.Max(0.25, waited.TotalSeconds / 5)));
}
