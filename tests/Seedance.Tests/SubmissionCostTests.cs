using Seedance.Costs;
using Seedance.WireServer;

namespace Seedance.Tests;

/// <summary>What a submission counts against the cost limit of its command: what the job really costs, as soon as that is known.</summary>
public sealed class SubmissionCostTests
{
    private const string Create = "POST /api/rest/v2/generations";
    private const decimal Price = 2.8913m;

    private static readonly CostEstimate _estimate = new() { Dollars = 2.8923m };

    [Fact]
    public async Task A_job_counts_with_its_real_cost()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var limit = new SpendingLimit(10);

        await new TestClient(server).CreateAsync(submission: Within(limit));

        Assert.Equal((Price, 1), (limit.Spent, limit.Jobs));
    }

    [Fact]
    public async Task A_rejected_job_counts_nothing()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { Status = 400, Body = """{"error":"no","path":"$","code":"validation-failed"}""" });
        var limit = new SpendingLimit(10);

        await Assert.ThrowsAnyAsync<SeedanceServiceException>(() => new TestClient(server).CreateAsync(submission: Within(limit)));

        Assert.Equal((0m, 0), (limit.Spent, limit.Jobs));
    }

    [Fact]
    public async Task A_job_that_may_exist_counts_with_what_was_set_aside()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { Drop = true });
        var limit = new SpendingLimit(10);

        await Assert.ThrowsAsync<SubmissionUnknownException>(() => new TestClient(server, new InstantClock()).CreateAsync(submission: Within(limit)));

        Assert.Equal((_estimate.Reserve, 1), (limit.Spent, limit.Jobs));
    }

    [Fact]
    public async Task A_job_that_could_pass_the_limit_is_not_sent()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server);
        var limit = new SpendingLimit(3);
        await client.CreateAsync(submission: Within(limit));

        await Assert.ThrowsAsync<CostLimitException>(() => client.CreateAsync(submission: Within(limit)));

        Assert.Equal(1, server.Count(Create));
    }

    [Fact]
    public async Task A_job_whose_price_is_not_known_is_sent_only_when_that_is_allowed()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server);
        var limit = new SpendingLimit(10);
        var unknown = Within(limit) with { Estimate = new CostEstimate() };

        await Assert.ThrowsAsync<UnknownCostException>(() => client.CreateAsync(submission: unknown));
        unknown.Spending!.Dispose();
        Assert.Equal(0, server.Count(Create));

        await client.CreateAsync(submission: unknown with { AllowsUnknownCost = true, Spending = limit.TakeTurn() });
        Assert.Equal((Price, 1), (limit.Spent, limit.Jobs));
    }

    [Fact]
    public async Task What_a_job_cost_is_the_estimate_of_the_next_of_its_kind()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server);
        await client.CreateAsync();
        var charged = client.Connection.KeyAccount.Current!.ChargedCosts;
        Assert.Equal(Price, charged.Find(CostKind.Of(client.TheJob)));

        // The journal was read for that, and is not read again.
        await client.CreateAsync(new SeedanceRequest { Prompt = "a fox", Duration = 4 });

        Assert.NotNull(charged.Find(CostKind.Of(client.Jobs.Single(job => job.Duration == 4))));
    }

    private static SubmissionOptions Within(SpendingLimit limit) => new() { Estimate = _estimate, Spending = limit.TakeTurn() };
}
