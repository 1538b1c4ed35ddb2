using Seedance.Tests.Sandbox;
using Seedance.WireServer;

namespace Seedance.Tests;

/// <summary>A job whose create response was lost is looked for in the account's list. Nothing is adopted that could be another job.</summary>
public sealed class LostJobTests
{
    private const string Create = "POST /api/rest/v2/generations";
    private const string List = "GET /api/rest/v1/generations/user/";

    private static readonly SeedanceRequest _fox = new() { Prompt = "a fox", Seed = 7 };

    [Theory]
    [InlineData("a fox", 7L, 1280, false)]
    [InlineData(" a fox ", 7L, 1282, false)]
    [InlineData("a fox", -1L, 1280, false)]
    [InlineData("a fox", 8L, 1280, true)]
    [InlineData("an owl", 7L, 1280, true)]
    [InlineData("a fox", 7L, 864, true)]
    public async Task A_job_that_could_also_be_another_lost_submission_is_not_adopted(string prompt, long seed, int width, bool isAdopted)
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server, new InstantClock());
        await client.Client.ReadUnfinishedAsync(failure => throw failure, default);
        await AddLostAsync(client, "sibling", prompt, seed, width);
        server.Faults.Add(new Fault(Create) { AfterProcessing = true, Drop = true });

        var failure = await Record.ExceptionAsync(() => client.CreateAsync(_fox));

        Assert.Equal(isAdopted, failure is null);
        Assert.True(isAdopted || failure is SubmissionUnknownException { IsAmbiguous: true });
        Assert.DoesNotContain("does not show", failure?.Message ?? string.Empty, StringComparison.Ordinal);
        Assert.Null(client.Journal.Read("sibling")!.Id);
        Assert.Equal(isAdopted ? 1 : 0, client.Jobs.Count(job => job.Id is not null));
        Assert.Equal(1, server.Count(Create));
    }

    [Fact]
    public async Task A_sibling_whose_id_is_known_does_not_stand_in_the_way()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server, new InstantClock());
        var sibling = await client.CreateAsync(_fox);
        server.Faults.Add(new Fault(Create) { AfterProcessing = true, Drop = true });

        var lost = await client.CreateAsync(_fox);

        Assert.NotEqual(sibling.Id, lost.Id);
        Assert.Equal(server.Service.Jobs.Select(job => job.Id), [sibling.Id, lost.Id]);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_clock_that_is_an_hour_wrong_does_not_matter(int hours)
    {
        // Without a seed in the list, the time counts.
        await using var server = await WireServer.WireServer.StartAsync(new() { JobDuration = TimeSpan.Zero, ListShowsSeeds = false });
        server.Faults.Add(new Fault(Create) { AfterProcessing = true, Drop = true });

        var lost = await new TestClient(server, new InstantClock(DateTimeOffset.UtcNow.AddHours(hours))).CreateAsync();

        Assert.Equal(Assert.Single(server.Service.Jobs).Id, lost.Id);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task A_job_of_another_hour_is_not_adopted(int hours)
    {
        var serverClock = new ShiftedClock(TimeProvider.System) { Offset = TimeSpan.FromHours(hours) };
        await using var server = await WireServer.WireServer.StartAsync(new() { JobDuration = TimeSpan.Zero, ListShowsSeeds = false, Clock = serverClock });
        using var otherMachine = new ApiCaller(server);
        await otherMachine.CreateAsync();
        serverClock.Offset = TimeSpan.Zero;
        server.Faults.Add(new Fault(Create) { Drop = true });

        await Assert.ThrowsAsync<SubmissionUnknownException>(() => new TestClient(server, new InstantClock()).CreateAsync());
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    public async Task A_list_that_is_refused_leaves_the_submission_unknown(int status)
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { AfterProcessing = true, Drop = true });
        server.Faults.Add(new Fault(List) { Times = 100, Status = status });
        var client = new TestClient(server, new InstantClock());

        var unknown = await Assert.ThrowsAsync<SubmissionUnknownException>(() => client.CreateAsync());

        Assert.False(unknown.IsListReadable);
        Assert.IsType<ConnectionLostException>(unknown.InnerException);
        Assert.Equal(JobStatus.Unknown, client.TheJob.Status);
        Assert.Equal(1, server.Count(List));
    }

    [Fact]
    public async Task A_lost_job_is_found_when_it_is_resumed_later()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { AfterProcessing = true, Drop = true });
        server.Faults.Add(new Fault(List) { Status = 403 });
        var client = new TestClient(server, new InstantClock());
        await Assert.ThrowsAsync<SubmissionUnknownException>(() => client.CreateAsync());

        var resumed = await client.Client.ResumeAsync(await client.Client.ReadUnfinishedAsync(failure => throw failure, default), default);

        Assert.Empty(resumed.Failures);
        Assert.Equal(Assert.Single(server.Service.Jobs).Id, Assert.Single(resumed.Generations).Id);
        Assert.Equal((JobStatus.Pending, resumed.Generations[0].Id), (client.TheJob.Status, client.TheJob.Id));
    }

    [Fact]
    public async Task Two_lost_jobs_are_each_found_by_their_own_seed()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { Times = 2, AfterProcessing = true, Drop = true });
        server.Faults.Add(new Fault(List) { Times = 2, Status = 403 });
        var client = new TestClient(server, new InstantClock());
        await Assert.ThrowsAsync<SubmissionUnknownException>(() => client.CreateAsync());
        await Assert.ThrowsAsync<SubmissionUnknownException>(() => client.CreateAsync());

        await client.Client.ResumeAsync(await client.Client.ReadUnfinishedAsync(failure => throw failure, default), default);

        Assert.Equal(server.Service.Jobs.Select(job => (job.Id, job.Seed)).Order(), client.Jobs.Select(job => (job.Id!, job.Seed!.Value)).Order());
    }

    private static async Task AddLostAsync(TestClient client, string key, string prompt, long seed, int width)
    {
        var job = new SeedanceJob { Key = key, SubmittedAt = DateTimeOffset.UtcNow, Prompt = prompt, Seed = seed, Width = width, Height = 720, Duration = 8 };
        Assert.True(await client.Journal.TryBeginAsync(job, default));
        await client.Journal.UpdateAsync(key, entry => entry.WithStatus(JobStatus.Unknown));
        client.Journal.End(job);
    }
}
