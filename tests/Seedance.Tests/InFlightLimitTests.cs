using Microsoft.Extensions.Time.Testing;

namespace Seedance.Tests;

/// <summary>How many jobs are on the service at the same time, and who is next when one of them ends.</summary>
public sealed class InFlightLimitTests
{
    // No time passes, so nothing is polled: the tests say when a job ends.
    private readonly FakeTimeProvider _clock = new();
    private readonly InFlightLimit _limit;
    private readonly InFlightWatcher _watcher;
    private readonly Func<InFlightWatcher> _newWatcher;

    /// <summary>What the service says of a job.</summary>
    private Func<SeedanceGeneration, SeedanceGeneration> _read = job => job;

    public InFlightLimitTests()
    {
        var account = Account.ForSandbox("user");
        var options = new ClientOptions { Gate = new RequestGate(1) };
        var connection = SeedanceConnection.ToSandbox(new Uri("https://sandbox.seedance.invalid/api/rest"), new Seedance.Sandbox.SandboxService(), TimeSpan.FromSeconds(100)).WithClock(_clock);
        var waiter = new GenerationWaiter(connection, account, new ScriptedSource(job => _read(job)), new JobRecorder(connection, account.Journal, options));
        _limit = account.InFlight;
        _newWatcher = () => new InFlightWatcher(_limit, waiter);
        _watcher = _newWatcher();
    }

    [Fact]
    public async Task A_submission_waits_for_the_end_of_a_job_when_the_limit_is_reached()
    {
        await SubmitAsync("one");
        await SubmitAsync("two");

        var third = AcquireAsync(2);
        Assert.False(third.IsCompleted);
        Assert.Equal(2, _limit.Count);

        _limit.OnCompleted("one");
        await AssertGrantedAsync(third);
        Assert.Equal(2, _limit.Count);
    }

    [Fact]
    public async Task A_place_that_was_not_used_goes_to_the_next()
    {
        await AcquireAsync(1);
        var next = AcquireAsync(1);
        Assert.False(next.IsCompleted);

        _limit.Release();
        await AssertGrantedAsync(next);
    }

    [Fact]
    public async Task A_free_place_goes_to_whoever_it_fits_and_not_only_to_the_first()
    {
        await SubmitAsync("one");
        await SubmitAsync("two");
        await SubmitAsync("three");
        var lowLimit = AcquireAsync(1);
        var highLimit = AcquireAsync(3);

        _limit.OnCompleted("one");

        await AssertGrantedAsync(highLimit);
        Assert.False(lowLimit.IsCompleted);
        _limit.OnCompleted("two");
        _limit.OnCompleted("three");
        _limit.Release();
        await AssertGrantedAsync(lowLimit);
    }

    [Fact]
    public async Task A_higher_limit_is_used_at_once_even_when_others_wait()
    {
        await SubmitAsync("one");
        var waiting = AcquireAsync(1);

        await AssertGrantedAsync(AcquireAsync(3));
        await AssertGrantedAsync(AcquireAsync(3));

        Assert.False(waiting.IsCompleted);
        Assert.Equal(3, _limit.Count);
    }

    [Fact]
    public async Task Jobs_that_end_one_after_another_wake_as_many_as_they_make_room_for()
    {
        await SubmitAsync("one");
        await SubmitAsync("two");
        var waiting = new[] { AcquireAsync(2), AcquireAsync(2), AcquireAsync(2) };

        _limit.OnCompleted("one");
        _limit.OnCompleted("two");

        await AssertGrantedAsync(waiting[0]);
        await AssertGrantedAsync(waiting[1]);
        Assert.False(waiting[2].IsCompleted);
    }

    [Fact]
    public async Task A_cancelled_caller_passes_its_turn_on()
    {
        await SubmitAsync("one");
        using var stop = new CancellationTokenSource();
        var cancelled = AcquireAsync(1, stop.Token);
        var next = AcquireAsync(1);

        await stop.CancelAsync();
        _limit.OnCompleted("one");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        await AssertGrantedAsync(next);
        Assert.Equal(1, _limit.Count);
    }

    [Fact]
    public async Task A_caller_that_is_cancelled_at_once_takes_no_place()
    {
        await SubmitAsync("one");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AcquireAsync(1, new CancellationToken(canceled: true)));

        Assert.Equal(1, _limit.Count);
        _limit.OnCompleted("one");
        await AssertGrantedAsync(AcquireAsync(1));
    }

    [Fact]
    public async Task Ids_are_the_same_in_upper_and_in_lower_case_and_a_job_ends_once()
    {
        await SubmitAsync("1f0c2b6e");
        await SubmitAsync("two");

        _limit.OnCompleted("1F0C2B6E");
        _limit.OnCompleted("1f0c2b6e");

        Assert.Equal(1, _limit.Count);
    }

    /// <summary>Nobody else may wait for the jobs that take the places: their commands may have ended.</summary>
    [Theory]
    [InlineData("Complete")]
    [InlineData("Failed")]
    [InlineData("unknown to the service")]
    public async Task A_job_that_ends_on_the_service_makes_room(string end)
    {
        await SubmitAsync("one");
        var next = AcquireAsync(1);
        Assert.False(next.IsCompleted);

        _read = job => end == "unknown to the service" ? throw new NotFoundException("Generation one", default)
            : job with { Status = end, VideoUrl = new Uri("https://cdn.seedance.invalid/one.mp4") };

        await AdvanceUntilAsync(next);
        Assert.Equal(1, _limit.Count);
    }

    [Fact]
    public async Task A_submission_that_becomes_a_job_while_another_waits_is_watched()
    {
        await AcquireAsync(1);
        var next = AcquireAsync(1);
        _read = job => job with { Status = GenerationStatus.Complete, VideoUrl = new Uri("https://cdn.seedance.invalid/one.mp4") };

        _limit.OnSubmitted(new SeedanceGeneration { Id = "one" });

        await AdvanceUntilAsync(next);
    }

    [Fact]
    public async Task Jobs_that_a_cancelled_command_has_watched_are_watched_by_the_next_that_waits()
    {
        await AcquireAsync(1);
        using var stop = new CancellationTokenSource();
        var first = _limit.AcquireAsync(1, _newWatcher(), _clock, stop.Token);
        var second = _limit.AcquireAsync(1, _newWatcher(), _clock, default);
        _limit.OnSubmitted(new SeedanceGeneration { Id = "one" });
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(1, _limit.Count);

        _read = job => job with { Status = GenerationStatus.Complete, VideoUrl = new Uri("https://cdn.seedance.invalid/one.mp4") };

        await AdvanceUntilAsync(second);
    }

    /// <summary>Lets an hour pass, in which the caller must get its place.</summary>
    private async Task AdvanceUntilAsync(Task caller)
    {
        for (var second = 0; second < 3600 && !caller.IsCompleted; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1);
        }

        Assert.True(caller.IsCompletedSuccessfully);
    }

    private async Task SubmitAsync(string id)
    {
        await AcquireAsync(10);
        _limit.OnSubmitted(new SeedanceGeneration { Id = id });
    }

    private Task AcquireAsync(int limit, CancellationToken cancellationToken = default) => _limit.AcquireAsync(limit, _watcher, _clock, cancellationToken);

    private static Task AssertGrantedAsync(Task caller) => caller.WaitAsync(TimeSpan.FromMinutes(1));
}
