namespace Seedance.Tests;

/// <summary>How a wait ends, on a clock on which each delay ends at once.</summary>
public sealed class JobWatcherTests
{
    private static readonly SeedanceGeneration _job = new() { Id = Guid.NewGuid().ToString(), SourcePath = "fox.png" };
    private static readonly SeedanceGeneration _complete = _job with { Status = GenerationStatus.Complete, VideoUrl = new Uri("https://cdn.example/v.mp4") };
    private static readonly Uri _service = new("https://cloud.leonardo.ai/");

    private readonly InstantClock _clock = new();
    private IReadOnlyList<string> _warnings = [];

    private TimeSpan Elapsed => _clock.GetUtcNow() - new InstantClock().GetUtcNow();

    [Fact]
    public async Task A_wait_ends_when_the_video_exists() =>
        AssertComplete(await WaitAsync(() => Elapsed < TimeSpan.FromSeconds(90) ? _job : _complete));

    [Fact]
    public async Task A_job_of_ninety_seconds_takes_few_polls_and_its_end_is_noticed_soon()
    {
        var polls = 0;

        await WaitAsync(() => (++polls, Elapsed < TimeSpan.FromSeconds(90) ? _job : _complete).Item2);

        Assert.InRange(polls, 10, 40);
        Assert.InRange(Elapsed.TotalSeconds, 90, 95);
    }

    public static TheoryData<SeedanceException> TransientFailures =>
    [
        new UnreachableException(_service, new IOException("no such host")),
        new ConnectionLostException(_service, new IOException("reset")),
        new RequestTimeoutException(_service, TimeSpan.FromSeconds(100)),
        new ServiceFailureException(new(503, null, null)),
        new UnexpectedResponseException(new(200, "garbage", null)),
        new RateLimitedException(new(429, null, null), TimeSpan.FromSeconds(20)),
    ];

    [Theory]
    [MemberData(nameof(TransientFailures))]
    public async Task A_wait_survives_ten_minutes_of_failures_and_warns_once(SeedanceException failure)
    {
        AssertComplete(await WaitAsync(() => Elapsed < TimeSpan.FromMinutes(10) ? throw failure : _complete));

        Assert.Contains(_job.Id, Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_job_may_be_unknown_to_the_service_for_a_moment() =>
        AssertComplete(await WaitAsync(() => Elapsed < TimeSpan.FromSeconds(5) ? throw Unknown() : _complete));

    [Fact]
    public async Task A_wait_for_an_unknown_id_ends_soon()
    {
        await Assert.ThrowsAsync<NotFoundException>(() => WaitAsync(() => throw Unknown()));

        Assert.InRange(Elapsed.TotalSeconds, 10, 15);
    }

    [Fact]
    public async Task A_rejected_key_ends_the_wait_at_once()
    {
        await Assert.ThrowsAsync<UnauthorizedException>(() => WaitAsync(() => throw new UnauthorizedException(new(401, null, null))));

        Assert.Empty(_clock.Delays);
    }

    [Fact]
    public async Task A_complete_job_without_a_video_is_polled_again_and_fails_in_the_end()
    {
        var withoutVideo = _job with { Status = GenerationStatus.Complete };

        AssertComplete(await WaitAsync(() => Elapsed < TimeSpan.FromMinutes(2) ? withoutVideo : _complete));
        await Assert.ThrowsAsync<GenerationFailedException>(() => WaitAsync(() => withoutVideo));
    }

    [Fact]
    public async Task A_wait_continues_while_the_status_is_unknown() =>
        AssertComplete(await WaitAsync(() => Elapsed < TimeSpan.FromSeconds(30) ? _job with { Status = "IN_REVIEW" } : _complete));

    [Fact]
    public async Task A_timeout_names_the_job_and_the_last_failure()
    {
        var timeout = await Assert.ThrowsAsync<WaitTimeoutException>(() => WaitAsync(() => throw new ServiceFailureException(new(503, null, null)), TimeSpan.FromMinutes(1)));

        Assert.Equal(_job.Id, timeout.Generation.Id);
        Assert.IsType<ServiceFailureException>(timeout.InnerException);
        Assert.InRange(Elapsed.TotalSeconds, 60, 61);
    }

    private async Task<SeedanceGeneration> WaitAsync(Func<SeedanceGeneration> read, TimeSpan? timeout = null)
    {
        var source = new ScriptedSource(_ => read());
        _warnings = source.Warnings;
        try
        {
            return await new JobWatcher(_clock, new CompletionTimes(() => [])).WaitAsync(_job, timeout ?? TimeSpan.FromHours(1), source, default);
        }
        finally
        {
            // One job is read by its id.
            Assert.Equal(0, source.ListReads);
        }
    }

    private static void AssertComplete(SeedanceGeneration generation) =>
        Assert.Equal((_complete.VideoUrl, _job.SourcePath), (generation.VideoUrl, generation.SourcePath));

    private static NotFoundException Unknown() => new("the generation", new(200, null, null));
}
