using Microsoft.Extensions.Time.Testing;
using Seedance.Costs;
using Seedance.Tests.Samples;
using Seedance.WireServer;

namespace Seedance.Tests;

/// <summary>The budget of a day: set aside before a job is sent, replaced by its real cost, released by a rejection.</summary>
public sealed class DailyBudgetTests
{
    private const string Create = "POST /api/rest/v2/generations";

    private static readonly SubmissionOptions _default = new() { Estimate = new CostEstimate { Dollars = 2.8923m } };

    [Fact]
    public async Task A_job_that_could_pass_the_budget_is_not_sent()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = Client(server, 9);
        for (var job = 0; job < 3; job++)
        {
            await client.CreateAsync(submission: _default);
        }

        var failure = await Assert.ThrowsAsync<DailyBudgetException>(() => client.CreateAsync(submission: _default));

        Assert.Equal(3, server.Count(Create));
        Assert.Equal((9m, 3 * 2.8913m), (failure.Budget, failure.Spent));
        Assert.Equal(3, client.Jobs.Count);
    }

    [Fact]
    public async Task Nothing_is_uploaded_for_it()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = Client(server, 1);
        var path = Path.Combine(Directory.CreateTempSubdirectory("seedance-budget-").FullName, "fox.png");
        await File.WriteAllBytesAsync(path, PngSample.Build());

        await Assert.ThrowsAsync<DailyBudgetException>(() => client.CreateAsync(new SeedanceRequest { Prompt = "a fox", StartFrame = MediaFile.Open(path) }, _default));

        Assert.Equal(0, server.Count("POST /api/rest/v1/init-image"));
        Assert.Empty(client.Jobs);
    }

    [Fact]
    public async Task A_job_in_progress_counts_with_what_is_set_aside()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var release = new TaskCompletionSource();
        server.Faults.Add(new Fault(Create) { HeldUntil = release.Task });
        var client = Client(server, 5);
        var first = client.CreateAsync(submission: _default);
        await server.WaitForRequestAsync(Create);

        var failure = await Assert.ThrowsAsync<DailyBudgetException>(() => client.CreateAsync(submission: _default));

        Assert.Equal(2.90m, failure.Spent);
        release.SetResult();
        await first;
    }

    [Fact]
    public async Task A_rejected_job_releases_it()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = Client(server, 3);

        await Assert.ThrowsAsync<PromptBlockedException>(() => client.CreateAsync(new SeedanceRequest { Prompt = "[[blocked]]" }, _default));

        await client.CreateAsync(submission: _default);
    }

    [Fact]
    public async Task An_unknown_job_keeps_it()
    {
        await using var server = await WireServer.WireServer.StartAsync(new() { ListShowsJobs = false });
        server.Faults.Add(new Fault(Create) { AfterProcessing = true, Drop = true });
        var client = Client(server, 3, new InstantClock());
        await Assert.ThrowsAsync<SubmissionUnknownException>(() => client.CreateAsync(submission: _default));

        var failure = await Assert.ThrowsAsync<DailyBudgetException>(() => client.CreateAsync(submission: _default));

        Assert.Equal(2.90m, failure.Spent);
        Assert.Equal(1, server.Count(Create));
    }

    [Fact]
    public async Task The_next_day_has_a_budget_of_its_own()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        clock.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("UTC+9", TimeSpan.FromHours(9), null, null));
        var client = Client(server, 3, clock);
        await client.CreateAsync(submission: _default);
        await Assert.ThrowsAsync<DailyBudgetException>(() => client.CreateAsync(submission: _default));

        clock.Advance(DailyBudget.Today(3, clock).End - clock.GetUtcNow());

        await client.CreateAsync(submission: _default);
    }

    /// <summary>A script that cleans up its journal has no budget without end.</summary>
    [Fact]
    public async Task A_job_that_is_removed_from_the_journal_still_counts()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = Client(server, 3);
        await client.CreateAsync(submission: _default);
        await client.Journal.RemoveAsync(client.TheJob.Key);
        Assert.Empty(client.Jobs);

        await Assert.ThrowsAsync<DailyBudgetException>(() => client.CreateAsync(submission: _default));
    }

    /// <summary>Its error says to remove it when the service does not have it.</summary>
    [Fact]
    public async Task An_unknown_job_that_is_removed_from_the_journal_releases_it()
    {
        await using var server = await WireServer.WireServer.StartAsync(new() { ListShowsJobs = false });
        server.Faults.Add(new Fault(Create) { Drop = true });
        var client = Client(server, 3, new InstantClock());
        var unknown = await Assert.ThrowsAsync<SubmissionUnknownException>(() => client.CreateAsync(submission: _default));

        await client.Journal.RemoveAsync(unknown.Job.Key);

        await client.CreateAsync(submission: _default);
    }

    [Fact]
    public async Task A_job_whose_price_is_not_known_is_sent_only_when_that_is_allowed()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = Client(server, 3);

        await Assert.ThrowsAsync<UnknownCostException>(() => client.CreateAsync());
        Assert.Equal(0, server.Count(Create));

        await client.CreateAsync(submission: new SubmissionOptions { AllowsUnknownCost = true });
    }

    /// <summary>The sum is not known then, so that nothing may be sent.</summary>
    [Fact]
    public async Task A_damaged_entry_of_the_day_keeps_jobs_from_being_sent()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = Client(server, 30);
        await client.CreateAsync(submission: _default);
        var entry = Path.Combine(Environment.GetEnvironmentVariable("SEEDANCE_HOME")!, "jobs", client.Journal.Account, client.TheJob.Key + ".json");
        await File.WriteAllTextAsync(entry, "{");

        var failure = await Assert.ThrowsAsync<JournalException>(() => client.CreateAsync(submission: _default));

        Assert.Equal(entry, failure.Path);
        Assert.Equal(1, server.Count(Create));
    }

    [Theory]
    [InlineData("2026-11-26T00:00:00+01:00", true)]
    [InlineData("2026-11-26T23:59:59+01:00", true)]
    [InlineData("2026-11-25T23:59:59+01:00", false)]
    [InlineData("2026-11-27T00:00:00+01:00", false)]
    public void A_day_is_that_of_this_machine(string time, bool isToday)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse("2026-11-26T12:00:00+01:00"));
        clock.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("UTC+1", TimeSpan.FromHours(1), null, null));

        Assert.Equal(isToday, DailyBudget.Today(9, clock).Includes(new SeedanceJob { Key = "key", SubmittedAt = DateTimeOffset.Parse(time) }));
    }

    private static TestClient Client(WireServer.WireServer server, decimal budget, TimeProvider? clock = null)
    {
        var client = new TestClient(server, clock);
        client.Connection.DailyBudget = budget;
        return client;
    }
}
