namespace Seedance.Tests;

/// <summary>Waiting, on a clock of its own: no test sleeps.</summary>
public sealed class JobWatcherTests
{
    private static readonly SeedanceGeneration _job = new() { Id = Guid.NewGuid().ToString(), SourcePath = "fox.png" };
    private static readonly SeedanceGeneration _complete = _job with { Status = GenerationStatus.Complete, VideoUrl = new Uri("https://cdn.example/v.mp4") };
    private static readonly Uri _service = new("https://cloud.leonardo.ai/");

    private readonly InstantClock _clock = new();
    private readonly List<string> _warnings = [];

    private TimeSpan Elapsed => _clock.GetUtcNow() - new InstantClock().GetUtcNow();

    [Fact]
    public async Task A_job_is_waited_for_until_its_video_is_there() =>
        AssertComplete(await WaitAsync(() => Elapsed < TimeSpan.FromSeconds(90) ? _job : _complete));

    [Fact]
    public async Task A_job_of_ninety_seconds_takes_few_looks_and_is_noticed_soon()
    {
        var looks = 0;

        await WaitAsync(() => (++looks, Elapsed < TimeSpan.FromSeconds(90) ? _job : _complete).Item2);

        Assert.InRange(looks, 10, 40);
        Assert.InRange(Elapsed.TotalSeconds, 90, 95);
    }

    public static TheoryData<SeedanceException> Troubles =>
    [
        new UnreachableException(_service, new IOException("no such host")),
        new ConnectionLostException(_service, new IOException("reset")),
        new RequestTimeoutException(_service, TimeSpan.FromSeconds(100)),
        new ServiceFailureException(new(503, null, null)),
        new UnexpectedResponseException(new(200, "garbage", null)),
        new RateLimitedException(new(429, null, null), TimeSpan.FromSeconds(20)),
    ];

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task Ten_minutes_of_trouble_are_outlasted_and_told_once(SeedanceException trouble)
    {
        AssertComplete(await WaitAsync(() => Elapsed < TimeSpan.FromMinutes(10) ? throw trouble : _complete));

        Assert.Contains(_job.Id, Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_brand_new_job_may_be_unknown_for_a_moment() =>
        AssertComplete(await WaitAsync(() => Elapsed < TimeSpan.FromSeconds(5) ? throw Unknown() : _complete));

    [Fact]
    public async Task An_id_that_stays_unknown_is_given_up_soon()
    {
        await Assert.ThrowsAsync<NotFoundException>(() => WaitAsync(() => throw Unknown()));

        Assert.InRange(Elapsed.TotalSeconds, 10, 15);
    }

    [Fact]
    public async Task A_wrong_key_ends_the_wait_at_once()
    {
        await Assert.ThrowsAsync<UnauthorizedException>(() => WaitAsync(() => throw new UnauthorizedException(new(401, null, null))));

        Assert.Empty(_clock.Pauses);
    }

    [Fact]
    public async Task Complete_without_a_video_is_looked_at_again_and_in_the_end_given_up()
    {
        var withoutVideo = _job with { Status = GenerationStatus.Complete };

        AssertComplete(await WaitAsync(() => Elapsed < TimeSpan.FromMinutes(2) ? withoutVideo : _complete));
        await Assert.ThrowsAsync<GenerationFailedException>(() => WaitAsync(() => withoutVideo));
    }

    [Fact]
    public async Task A_status_that_nobody_knows_is_waited_out() =>
        AssertComplete(await WaitAsync(() => Elapsed < TimeSpan.FromSeconds(30) ? _job with { Status = "IN_REVIEW" } : _complete));

    [Fact]
    public async Task Time_runs_out_with_the_job_and_the_last_trouble_in_hand()
    {
        var timeout = await Assert.ThrowsAsync<WaitTimeoutException>(() => WaitAsync(() => throw new ServiceFailureException(new(503, null, null)), TimeSpan.FromMinutes(1)));

        Assert.Equal(_job.Id, timeout.Generation.Id);
        Assert.IsType<ServiceFailureException>(timeout.InnerException);
        Assert.InRange(Elapsed.TotalSeconds, 60, 61);
    }

    private async Task<SeedanceGeneration> WaitAsync(Func<SeedanceGeneration> read, TimeSpan? timeout = null)
    {
        var reader = new JobReader((_, _) => Task.FromResult(read()), (_, _, _) => throw new InvalidOperationException("One job is read by its id."), _warnings.Add);
        return await new JobWatcher(_clock, new CompletionTimes(() => [])).WaitAsync(_job, timeout ?? TimeSpan.FromHours(1), reader, default);
    }

    private static void AssertComplete(SeedanceGeneration generation) =>
        Assert.Equal((_complete.VideoUrl, _job.SourcePath), (generation.VideoUrl, generation.SourcePath));

    private static NotFoundException Unknown() => new("the generation", new(200, null, null));
}
