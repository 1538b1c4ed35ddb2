using Microsoft.Extensions.Time.Testing;

namespace Seedance.Tests;

/// <summary>No more in any minute than the service takes.</summary>
public sealed class RateLimitTests
{
    [Fact]
    public async Task What_is_over_the_limit_waits_for_its_moment_and_no_minute_has_more()
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
    public async Task The_limits_are_the_accounts_and_not_a_clients()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var one = SeedanceConnection.ToService(TestClient.ApiKey, server.ApiRoot, "Parameter", TimeSpan.FromSeconds(100));
        var other = SeedanceConnection.ToService(TestClient.ApiKey, server.ApiRoot, "Environment", TimeSpan.FromSeconds(1));

        Assert.Same(one.Account.Limits, other.Account.Limits);
        Assert.Equal((100, 2000), (one.Account.Limits.Creates.PerMinute, one.Account.Limits.Requests.PerMinute));
    }

    [Fact]
    public async Task A_hundred_creates_go_at_once_and_the_next_a_minute_later()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var clock = new InstantClock();
        var client = new TestClient(server, clock);
        for (var job = 0; job < 101; job++)
        {
            await client.CreateAsync();
        }

        Assert.InRange(clock.Pauses.Sum(pause => pause.TotalSeconds), 60, 61);
    }
}
