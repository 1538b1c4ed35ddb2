using Microsoft.Extensions.Time.Testing;

namespace Seedance.Tests;

/// <summary>No more requests in any minute than the service accepts.</summary>
public sealed class RateLimitTests
{
    [Fact]
    public async Task A_request_above_the_limit_waits_and_no_minute_has_more_than_the_limit()
    {
        var clock = new FakeTimeProvider();
        var limit = new RateLimit(100);
        var moments = new List<DateTimeOffset>();

        var entries = Enumerable.Range(0, 250).Select(async _ =>
        {
            await limit.WaitAsync(clock, default);
            lock (moments)
            {
                moments.Add(clock.GetUtcNow());
            }
        }).ToList();
        Assert.Equal(100, moments.Count);
        for (var second = 0; second < 121; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        await Task.WhenAll(entries).WaitAsync(TimeSpan.FromMinutes(1));
        Assert.All(moments, moment => Assert.InRange(moments.Count(other => other >= moment && other < moment + TimeSpan.FromMinutes(1)), 1, 100));
    }

    [Fact]
    public void Zero_is_no_limit()
    {
        var limit = new RateLimit(0);

        Assert.All(Enumerable.Range(0, 10_000), _ => Assert.True(limit.WaitAsync(new FakeTimeProvider(), default).IsCompleted));
    }

    [Fact]
    public async Task A_cancelled_caller_gives_its_turn_back()
    {
        var clock = new FakeTimeProvider();
        var limit = new RateLimit(2);
        using var stop = new CancellationTokenSource();
        await limit.WaitAsync(clock, default);
        await limit.WaitAsync(clock, default);
        var cancelled = Enumerable.Range(0, 10).Select(_ => limit.WaitAsync(clock, stop.Token)).ToList();
        await stop.CancelAsync();
        foreach (var call in cancelled)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        }

        // Behind ten others it would come in six minutes.
        var next = limit.WaitAsync(clock, default);
        Assert.False(next.IsCompleted);
        clock.Advance(TimeSpan.FromMinutes(1));
        await next.WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task A_time_of_day_that_is_changed_by_an_hour_makes_no_difference(int hours)
    {
        var time = new FakeTimeProvider();
        var clock = new ShiftedClock(time);
        var limit = new RateLimit(1);
        await limit.WaitAsync(clock, default);
        clock.Offset = TimeSpan.FromHours(hours);

        var next = limit.WaitAsync(clock, default);
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(next.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        await next.WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task All_connections_with_a_key_share_its_limits()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var one = new TestClient(server);
        var other = SeedanceConnection.ToService(TestClient.KeyOf(server), server.ApiRoot, "Environment", TimeSpan.FromSeconds(1));

        Assert.Same(one.Connection.Limits, other.Limits);
        Assert.Equal((100, 2000), (one.Connection.Limits.Creates.PerMinute, one.Connection.Limits.Requests.PerMinute));
        await one.CreateAsync();
        Assert.Same(one.Connection.Limits, other.Limits);
        Assert.Equal((100, 2000), (one.Connection.Limits.Creates.PerMinute, one.Connection.Limits.Requests.PerMinute));
    }

    [Fact]
    public async Task All_keys_of_an_account_share_its_limits()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var one = new TestClient(server);
        var other = new TestClient(server, apiKey: Guid.NewGuid().ToString());
        await one.CreateAsync();
        await other.CreateAsync();

        Assert.Same(one.Connection.Limits, other.Connection.Limits);
    }

    [Fact]
    public async Task A_hundred_creates_are_sent_at_once_and_the_next_one_a_minute_later()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var clock = new InstantClock();
        var client = new TestClient(server, clock);
        for (var job = 0; job < 101; job++)
        {
            await client.CreateAsync();
        }

        Assert.InRange(clock.Delays.Sum(delay => delay.TotalSeconds), 60, 61);
    }
}
