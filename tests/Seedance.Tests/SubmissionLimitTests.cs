using Microsoft.Extensions.Time.Testing;
using Seedance.WireServer;

namespace Seedance.Tests;

/// <summary>How many jobs a command puts on the service: ten for each that the account's plan runs at once, so that the service always has the next at hand.</summary>
public sealed class SubmissionLimitTests
{
    private const string Create = "POST /api/rest/v2/generations";
    private const string Me = "GET /api/rest/v1/me";

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 20)]
    [InlineData(0, 10)]
    public async Task Ten_jobs_for_each_slot_of_the_plan_are_on_the_service_and_the_next_waits_for_the_end_of_one(int slots, int limit)
    {
        await using var server = await StartAsync(slots);
        var client = new TestClient(server, new FakeTimeProvider(DateTimeOffset.UtcNow), maxInFlight: null);
        for (var job = 0; job < limit; job++)
        {
            await client.CreateAsync();
        }

        var next = client.CreateAsync();
        Assert.Equal(limit, client.Connection.KeyAccount.Current!.InFlight.Count);
        Assert.False(next.IsCompleted);
        client.Connection.KeyAccount.Current.InFlight.OnCompleted(server.Service.Jobs[0].Id);

        await next.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(limit + 1, server.Count(Create));
    }

    [Fact]
    public async Task The_limit_of_the_command_comes_before_that_of_the_plan()
    {
        await using var server = await StartAsync(slots: 1);
        var client = new TestClient(server, new FakeTimeProvider(DateTimeOffset.UtcNow), maxInFlight: 1);
        await client.CreateAsync();

        var next = client.CreateAsync();
        Assert.False(next.IsCompleted);
        client.Connection.KeyAccount.Current!.InFlight.OnCompleted(server.Service.Jobs[0].Id);

        await next.WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task The_plan_of_a_remembered_account_is_asked_for_once_and_only_when_it_matters()
    {
        await using var server = await StartAsync(slots: 1);
        var client = new TestClient(server, new FakeTimeProvider(DateTimeOffset.UtcNow), maxInFlight: null);
        await client.CreateAsync();
        var account = client.Connection.KeyAccount.Current!;
        account.ConcurrencySlots = null;

        for (var job = 1; job < 10; job++)
        {
            await client.CreateAsync();
        }

        Assert.Equal(1, server.Count(Me));

        var waiting = new[] { client.CreateAsync(), client.CreateAsync() };
        while (account.ConcurrencySlots is null)
        {
            await Task.Yield();
        }

        Assert.Equal(1, account.ConcurrencySlots);
        account.InFlight.OnCompleted(server.Service.Jobs[0].Id);
        account.InFlight.OnCompleted(server.Service.Jobs[1].Id);
        await Task.WhenAll(waiting).WaitAsync(TimeSpan.FromMinutes(1));
        await AssertWaitsAsync(client, server);
        Assert.InRange(server.Count(Me), 2, 3);
    }

    [Theory]
    [InlineData(503, "")]
    [InlineData(200, """{"user_details":[{"user":{"id":"7b1e2c1e-6f2a-4d8e-9a51-3c5f0f6f9d10"}}]}""")]
    public async Task Without_an_answer_to_that_the_plan_is_taken_to_run_ten_jobs_at_once(int status, string body)
    {
        await using var server = await StartAsync(slots: 1);
        var client = new TestClient(server, new FakeTimeProvider(DateTimeOffset.UtcNow), maxInFlight: null);
        server.Faults.Add(new Fault(Me) { Skip = 1, Times = 100, Status = status, Body = body });
        await client.CreateAsync();
        client.Connection.KeyAccount.Current!.ConcurrencySlots = null;

        for (var job = 1; job < 100; job++)
        {
            await client.CreateAsync();
        }

        Assert.Equal(2, server.Count(Me));
        await AssertWaitsAsync(client, server);
        Assert.Equal(2, server.Count(Me));
    }

    private static async Task AssertWaitsAsync(TestClient client, WireServer.WireServer server)
    {
        var (creates, inFlight) = (server.Count(Create), client.Connection.KeyAccount.Current!.InFlight.Count);
        using var stop = new CancellationTokenSource();

        // A place that is free is taken before anything is waited for.
        var next = client.CreateAsync(cancellationToken: stop.Token);
        Assert.Equal(inFlight, client.Connection.KeyAccount.Current.InFlight.Count);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
        Assert.Equal(creates, server.Count(Create));
    }

    /// <summary>A server whose jobs never end.</summary>
    private static Task<WireServer.WireServer> StartAsync(int slots) => WireServer.WireServer.StartAsync(new() { JobDuration = TimeSpan.FromDays(1), ConcurrencySlots = slots, Workers = 1 });
}
