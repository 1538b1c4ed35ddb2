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
        using var otherMachine = new ApiCaller(server);
        await otherMachine.CreateAsync("\"width\":864,\"height\":496");
        server.Faults.Add(new Fault(Create) { AfterProcessing = true, Drop = true });

        var failure = await Record.ExceptionAsync(() => client.CreateAsync(_fox));

        Assert.Equal(isAdopted, failure is null);
        Assert.True(isAdopted || failure is SubmissionUnknownException { IsAmbiguous: true });
        Assert.DoesNotContain("does not show", failure?.Message ?? string.Empty, StringComparison.Ordinal);
        Assert.Null(client.Journal.Read("sibling")!.Id);
        Assert.Equal(isAdopted ? 1 : 0, client.Jobs.Count(job => job.Id is not null));
        Assert.Equal(1 + 1, server.Count(Create));
    }

    /// <summary>A soak found it: a busy account has dozens of pages of half an hour, and one of them always failed.</summary>
    [Fact]
    public async Task It_is_found_in_a_long_list_of_which_every_other_page_fails()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        using var otherMachine = new ApiCaller(server);
        for (var job = 0; job < 200; job++)
        {
            await otherMachine.CreateAsync("\"width\":864,\"height\":496");
        }

        server.Faults.Add(new Fault(Create) { AfterProcessing = true, Drop = true });
        var pages = 0;
        server.Faults.Generator = request => request.StartsWith(List, StringComparison.Ordinal) && !request.Contains("offset=0&", StringComparison.Ordinal) && ++pages % 2 == 1
            ? new Fault("") { Status = 503 }
            : null;

        var lost = await new TestClient(server, new InstantClock()).CreateAsync(_fox);

        Assert.Equal(server.Service.Jobs[^1].Id, lost.Id);
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

    [Fact]
    public async Task The_list_is_read_for_half_a_minute_because_the_job_may_still_be_created()
    {
        await using var server = await WireServer.WireServer.StartAsync(new() { JobDuration = TimeSpan.Zero, ListShowsJobs = false });
        server.Faults.Add(new Fault(Create) { AfterProcessing = true, Drop = true });
        var clock = new InstantClock(DateTimeOffset.UtcNow);

        var unknown = await Assert.ThrowsAsync<SubmissionUnknownException>(() => new TestClient(server, clock).CreateAsync());

        Assert.True(unknown.IsListReadable);
        Assert.Equal([1, 2, 4, 8, 15], clock.Delays.Select(delay => delay.TotalSeconds));
        Assert.Equal(6, server.Count(List));
    }

    [Theory]
    [InlineData(7, 4)]
    [InlineData(6, 3)]
    public async Task The_list_is_not_read_beyond_the_retry_timeout(int seconds, int reads)
    {
        await using var server = await WireServer.WireServer.StartAsync(new() { JobDuration = TimeSpan.Zero, ListShowsJobs = false });
        server.Faults.Add(new Fault(Create) { AfterProcessing = true, Drop = true });
        var client = new TestClient(server, new InstantClock(DateTimeOffset.UtcNow), retry: new RetryLimits { Timeout = TimeSpan.FromSeconds(seconds) });

        await Assert.ThrowsAsync<SubmissionUnknownException>(() => client.CreateAsync());

        Assert.Equal(reads, server.Count(List));
    }

    [Theory]
    [InlineData(119, 3)]
    [InlineData(120, 2)]
    [InlineData(121, 1)]
    public async Task A_submission_of_more_than_two_minutes_ago_has_arrived_or_never_will_so_the_list_is_read_no_more(int secondsAgo, int reads)
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var now = DateTimeOffset.UtcNow;
        var client = new TestClient(server, new InstantClock(now));
        await client.Client.ReadAccountAsync(default);

        // The second read is a second after the first, and the third two seconds after that.
        var lost = await AddLostAsync(client, "lost", "a fox", 7, 1280, now.AddSeconds(-secondsAgo));
        var resumed = await client.Client.ResumeAsync([lost], default);

        Assert.IsType<SubmissionUnknownException>(Assert.Single(resumed.Failures));
        Assert.Equal(reads, server.Count(List));
    }

    [Fact]
    public async Task A_search_that_is_cancelled_names_the_submission_that_may_have_been_charged()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { AfterProcessing = true, Drop = true });
        server.Faults.Add(new Fault(List) { Hang = true });
        var client = new TestClient(server, new InstantClock(DateTimeOffset.UtcNow));
        using var stop = new CancellationTokenSource();

        var create = client.CreateAsync(_fox, cancellationToken: stop.Token);
        await server.WaitForRequestAsync(List);
        await stop.CancelAsync();

        var cancelled = await Assert.ThrowsAsync<SubmissionCanceledException>(() => create);
        Assert.Equal((client.TheJob.Key, JobStatus.Unknown), (cancelled.Job.Key, client.TheJob.Status));
    }

    [Fact]
    public async Task The_list_is_read_until_all_jobs_are_found()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { AfterProcessing = true, Drop = true });
        server.Faults.Add(new Fault(Create) { Drop = true });
        server.Faults.Add(new Fault(List) { Times = 2, Status = 403 });
        var client = new TestClient(server, new InstantClock(DateTimeOffset.UtcNow));
        await Assert.ThrowsAsync<SubmissionUnknownException>(() => client.CreateAsync(_fox));
        await Assert.ThrowsAsync<SubmissionUnknownException>(() => client.CreateAsync(new SeedanceRequest { Prompt = "an owl" }));

        var resumed = await client.Client.ResumeAsync(client.Jobs, default);

        Assert.Equal("a fox", Assert.Single(resumed.Generations).Prompt);
        Assert.Single(resumed.Failures);
        Assert.Equal(2 + 6, server.Count(List));
    }

    [Fact]
    public async Task What_the_list_said_last_counts_for_the_error()
    {
        await using var server = await WireServer.WireServer.StartAsync(new() { JobDuration = TimeSpan.Zero, ListShowsJobs = false });
        server.Faults.Add(new Fault(Create) { Times = 2, AfterProcessing = true, Drop = true });
        server.Faults.Add(new Fault(List) { Times = 5, Status = 503 });
        server.Faults.Add(new Fault(List) { Skip = 11, Status = 503 });
        var client = new TestClient(server, new InstantClock(DateTimeOffset.UtcNow));

        Assert.True((await Assert.ThrowsAsync<SubmissionUnknownException>(() => client.CreateAsync())).IsListReadable);
        Assert.False((await Assert.ThrowsAsync<SubmissionUnknownException>(() => client.CreateAsync())).IsListReadable);
        Assert.Equal(12, server.Count(List));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_lost_job_is_found_behind_later_jobs_on_a_further_page_of_the_list_however_wrong_the_clock_is(int hours)
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { AfterProcessing = true, Drop = true });
        server.Faults.Add(new Fault(List) { Status = 403 });
        var client = new TestClient(server, new InstantClock(DateTimeOffset.UtcNow.AddHours(hours)));
        await Assert.ThrowsAsync<SubmissionUnknownException>(() => client.CreateAsync(_fox));
        var lost = client.TheJob;
        using var otherMachine = new ApiCaller(server);
        for (var other = 0; other < 120; other++)
        {
            await otherMachine.CreateAsync("\"seed\":8");
        }

        var resumed = await client.Client.ResumeAsync([lost], default);

        Assert.Equal(server.Service.Jobs[0].Id, Assert.Single(resumed.Generations).Id);
        Assert.Equal(1 + 3, server.Count(List));
    }

    [Fact]
    public async Task Pages_of_jobs_that_are_too_old_are_not_read()
    {
        var serverClock = new ShiftedClock(TimeProvider.System) { Offset = TimeSpan.FromHours(-1) };
        await using var server = await WireServer.WireServer.StartAsync(new() { JobDuration = TimeSpan.Zero, Clock = serverClock });
        using var otherMachine = new ApiCaller(server);
        for (var other = 0; other < 120; other++)
        {
            await otherMachine.CreateAsync();
        }

        serverClock.Offset = TimeSpan.Zero;
        server.Faults.Add(new Fault(Create) { Drop = true });
        await Assert.ThrowsAsync<SubmissionUnknownException>(() => new TestClient(server, new InstantClock(DateTimeOffset.UtcNow)).CreateAsync());

        // One page each time, of three.
        Assert.Equal(6, server.Count(List));
    }

    [Fact]
    public async Task A_job_of_another_account_is_not_looked_for_and_the_others_are_resumed()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server, new InstantClock());
        var own = await client.CreateAsync();
        var another = new SeedanceJob { Key = "another", Account = "another account", SubmittedAt = DateTimeOffset.UtcNow, Prompt = "a fox" };

        var resumed = await client.Client.ResumeAsync([another, client.TheJob, another with { Key = "known", Id = "1f0c2b6e-53a4-6f10-9a52-0242ac120002" }], default);

        Assert.Equal(own.Id, Assert.Single(resumed.Generations).Id);
        Assert.Equal(["another", "known"], resumed.Failures.Select(failure => Assert.IsType<OtherAccountException>(failure).Job.Key));
        Assert.Equal(0, server.Count(List));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_job_that_was_found_is_marked_as_recovered_and_its_id_is_traced(bool isFoundAtOnce)
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { AfterProcessing = true, Drop = true });
        server.Faults.Add(new Fault(List) { Times = isFoundAtOnce ? 0 : 1, Status = 403 });
        var client = new TestClient(server, new InstantClock(DateTimeOffset.UtcNow));
        var failure = await Record.ExceptionAsync(() => client.CreateAsync(_fox));
        Assert.Equal(isFoundAtOnce, failure is null);

        await client.Client.ResumeAsync([client.TheJob], default);

        Assert.True(client.TheJob.Recovered);
        Assert.Single(client.Trace, text => text.Contains($"Generation {client.TheJob.Id} in the account's list is this job", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_generation_of_the_list_that_belongs_to_another_entry_is_not_adopted()
    {
        await using var server = await WireServer.WireServer.StartAsync(new() { JobDuration = TimeSpan.Zero, ListShowsSeeds = false });
        server.Faults.Add(new Fault(Create) { Skip = 1, Drop = true });
        var client = new TestClient(server, new InstantClock(DateTimeOffset.UtcNow));
        await client.CreateAsync(_fox);

        // The only job that the list shows would fit, but it is the first submission's.
        var unknown = await Assert.ThrowsAsync<SubmissionUnknownException>(() => client.CreateAsync(_fox));

        Assert.False(unknown.IsAmbiguous);
        Assert.Equal(1, client.Jobs.Count(job => job.Id is not null));
    }

    [Fact]
    public async Task A_submission_is_no_longer_ambiguous_once_the_other_is_settled()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server, new InstantClock(DateTimeOffset.UtcNow));
        await client.Client.ReadAccountAsync(default);
        await AddLostAsync(client, "sibling", "a fox", 7, 1280);
        server.Faults.Add(new Fault(Create) { AfterProcessing = true, Drop = true });
        server.Faults.Generator = request =>
        {
            // The other submission is found to have failed before the list is read a second time.
            if (request.StartsWith(List, StringComparison.Ordinal) && server.Count(List) == 2)
            {
                client.Journal.RemoveAsync("sibling").GetAwaiter().GetResult();
            }

            return null;
        };

        var generation = await client.CreateAsync(_fox);

        Assert.Equal(Assert.Single(server.Service.Jobs).Id, generation.Id);
        Assert.Equal(2, server.Count(List));
    }

    private static async Task<SeedanceJob> AddLostAsync(TestClient client, string key, string prompt, long seed, int width, DateTimeOffset? submittedAt = null)
    {
        var job = new SeedanceJob { Key = key, SubmittedAt = submittedAt ?? DateTimeOffset.UtcNow, Prompt = prompt, Seed = seed, Width = width, Height = 720, Duration = 8 };
        Assert.True(await client.Journal.TryBeginAsync(job, null, default));
        await client.Journal.UpdateAsync(key, entry => entry.WithStatus(JobStatus.Unknown));
        client.Journal.End(job);
        return client.Journal.Read(key)!;
    }
}
