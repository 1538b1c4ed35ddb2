using Seedance.WireServer;

namespace Seedance.Tests;

/// <summary>A job is submitted at most once, whatever becomes of the answer.</summary>
public sealed class CreateOnceTests
{
    private const string Create = "POST /api/rest/v2/generations";

    public static TheoryData<Fault> AnswersLostAfterTheWork =>
    [
        new Fault(Create) { AfterProcessing = true, Drop = true },
        new Fault(Create) { AfterProcessing = true, Status = 500, Body = """{"error":"Service Error","code":"unexpected"}""" },
        new Fault(Create) { AfterProcessing = true, Status = 502, Body = "<html>Bad gateway</html>", ContentType = "text/html" },
        new Fault(Create) { AfterProcessing = true, Status = 200, Body = "garbage", ContentType = "text/plain" },
        new Fault(Create) { AfterProcessing = true, Status = 200, Body = "{}" },
        new Fault(Create) { TruncateTo = 10 },
        new Fault(Create) { DisconnectAfter = 10 },
    ];

    [Theory]
    [MemberData(nameof(AnswersLostAfterTheWork))]
    public async Task A_job_whose_answer_was_lost_is_found_in_the_list(Fault fault)
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(fault);
        var client = new TestClient(server, new InstantClock());

        var generation = await client.CreateAsync();

        Assert.Equal(1, server.Count(Create));
        Assert.Equal(Assert.Single(server.Service.Jobs).Id, generation.Id);
        Assert.Equal((JobStatus.Pending, generation.Id), (client.TheJob.Status, client.TheJob.Id));
    }

    [Theory]
    [MemberData(nameof(AnswersLostAfterTheWork))]
    public async Task A_job_that_the_list_does_not_show_is_unknown_and_never_sent_again(Fault fault)
    {
        await using var server = await WireServer.WireServer.StartAsync(new() { JobDuration = TimeSpan.Zero, ListShowsJobs = false });
        server.Faults.Add(fault);
        var client = new TestClient(server, new InstantClock());

        var unknown = await Assert.ThrowsAsync<SubmissionUnknownException>(() => client.CreateAsync());

        Assert.Equal(1, server.Count(Create));
        Assert.Single(server.Service.Jobs);
        Assert.Equal(client.TheJob.Key, unknown.Job.Key);
        Assert.Equal((JobStatus.Unknown, null), (client.TheJob.Status, client.TheJob.Id));
    }

    [Fact]
    public async Task A_request_that_broke_on_its_way_is_unknown_too()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { Drop = true });
        var client = new TestClient(server, new InstantClock());

        // On a connection that is warm already: the one that a handler would be tempted to repeat on.
        await Assert.ThrowsAsync<NotFoundException>(() => client.Client.ReadAsync(new() { Id = Guid.NewGuid().ToString() }, default));
        await Assert.ThrowsAsync<SubmissionUnknownException>(() => client.CreateAsync());

        Assert.Equal(1, server.Count(Create));
        Assert.Empty(server.Service.Jobs);
        Assert.Equal(JobStatus.Unknown, client.TheJob.Status);
    }

    [Fact]
    public async Task No_answer_in_time_is_a_lost_answer_and_the_job_is_found()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { AfterProcessing = true, Hang = true });
        var client = new TestClient(server, requestTimeout: TimeSpan.FromSeconds(1));

        var generation = await client.CreateAsync();

        Assert.Equal(Assert.Single(server.Service.Jobs).Id, generation.Id);
    }

    [Fact]
    public async Task A_list_that_is_late_or_in_trouble_is_looked_at_again()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { AfterProcessing = true, Drop = true });
        server.Faults.Add(new Fault("GET /api/rest/v1/me") { Status = 503 });
        server.Faults.Add(new Fault("GET /api/rest/v1/generations/user/") { Status = 200, Body = """{"generations":[]}""" });
        server.Faults.Add(new Fault("GET /api/rest/v1/generations/user/") { Drop = true });

        var generation = await new TestClient(server, new InstantClock()).CreateAsync();

        Assert.Equal(Assert.Single(server.Service.Jobs).Id, generation.Id);
    }

    [Fact]
    public async Task The_list_is_looked_at_once_however_short_the_patience()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { AfterProcessing = true, Drop = true });
        var client = new TestClient(server, new TickingClock(), retry: new RetryLimits { Timeout = TimeSpan.Zero });

        var generation = await client.CreateAsync();

        Assert.Equal(Assert.Single(server.Service.Jobs).Id, generation.Id);
    }

    [Fact]
    public async Task Of_many_like_it_the_job_is_found_by_its_seed()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server, new InstantClock());
        for (var others = 0; others < 60; others++)
        {
            await client.CreateAsync();
        }

        server.Faults.Add(new Fault(Create) { AfterProcessing = true, Drop = true });
        var generation = await client.CreateAsync();

        Assert.Equal(server.Service.Jobs[^1].Id, generation.Id);
        Assert.Equal(61, client.Jobs.Select(job => job.Seed).Distinct().Count());
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task A_list_without_seeds_helps_only_where_one_job_alone_can_be_meant(int strangers, bool isFound)
    {
        await using var server = await WireServer.WireServer.StartAsync(new() { JobDuration = TimeSpan.Zero, ListShowsSeeds = false });
        for (var other = 1; other < strangers; other++)
        {
            // Submitted from elsewhere: this journal knows nothing of it.
            await new TestClient(server, apiKey: Guid.NewGuid().ToString()).CreateAsync();
        }

        server.Faults.Add(new Fault(Create) { AfterProcessing = true, Drop = true });
        var client = new TestClient(server, new InstantClock(DateTimeOffset.UtcNow));

        var failure = await Record.ExceptionAsync(() => client.CreateAsync());

        Assert.Equal(isFound, failure is null);
        Assert.True(isFound || failure is SubmissionUnknownException);
        Assert.Equal(strangers, server.Service.Jobs.Count);
    }

    public static TheoryData<Fault, double?> TooFast => new()
    {
        { new Fault(Create) { Status = 429, RetryAfter = "7" }, 7 },
        { new Fault(Create) { Status = 429, RetryAfter = "Mon, 09 Mar 2026 14:15:00 GMT" }, 20 },
        { new Fault(Create) { Status = 429 }, null },
        { new Fault(Create) { Status = 200, Body = """{"errors":[{"message":"Too many","extensions":{"code":"RATE_LIMITED","statusCode":429}}]}""" }, null },
    };

    [Theory]
    [MemberData(nameof(TooFast))]
    public async Task Too_fast_is_waited_out_for_as_long_as_the_service_asks(Fault fault, double? seconds)
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(fault);
        var clock = new InstantClock();

        await new TestClient(server, clock).CreateAsync();

        Assert.Equal(2, server.Count(Create));
        Assert.Single(server.Service.Jobs);
        Assert.Equal(seconds ?? clock.Pauses[0].TotalSeconds, Assert.Single(clock.Pauses).TotalSeconds);
    }

    [Fact]
    public async Task Too_fast_for_too_long_is_an_error()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { Times = 1000, Status = 429 });
        var clock = new InstantClock();

        await Assert.ThrowsAsync<RateLimitedException>(() => new TestClient(server, clock).CreateAsync());

        Assert.InRange(clock.Pauses.Sum(pause => pause.TotalMinutes), 9, 10);
        Assert.Empty(server.Service.Jobs);
    }

    [Fact]
    public async Task What_never_left_is_tried_again()
    {
        int port;
        await using (var server = await WireServer.WireServer.StartAsync())
        {
            port = server.ApiRoot.Port;
        }

        var connection = SeedanceConnection.ToService(TestClient.ApiKey, new Uri($"http://127.0.0.1:{port}/api/rest"), "Parameter", TimeSpan.FromSeconds(100));
        var clock = new InstantClock();
        var client = new SeedanceClient(connection.WithClock(clock), new ClientOptions { Gate = new RequestGate(1) });

        await Assert.ThrowsAsync<UnreachableException>(() => client.CreateAsync(new SeedanceRequest { Prompt = "a fox" }, VideoModel.Seedance20Fast, new SubmissionOptions(), default));

        Assert.Equal(3, clock.Pauses.Count);
        Assert.Empty(connection.Account.Jobs.ReadAll(failure => throw failure));
    }

    [Fact]
    public async Task MaxRetry_and_RetryTimeout_bound_what_is_sent_again()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { Times = 1000, Status = 429, RetryAfter = "10" });

        await Assert.ThrowsAsync<RateLimitedException>(() => new TestClient(server, new InstantClock(), retry: new() { MaxRetries = 2 }).CreateAsync());
        Assert.Equal(3, server.Count(Create));

        await Assert.ThrowsAsync<RateLimitedException>(() => new TestClient(server, new InstantClock(), retry: new() { Timeout = TimeSpan.FromSeconds(45) }).CreateAsync());
        Assert.Equal(3 + 5, server.Count(Create));
    }

    [Fact]
    public async Task A_byte_order_mark_does_not_hide_a_paid_jobs_id()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { AfterProcessing = true, Status = 200, Body = "\uFEFF{\"generationId\":\"1f0c2b6e-53a4-6f10-9a52-0242ac120002\"}" });

        Assert.Equal("1f0c2b6e-53a4-6f10-9a52-0242ac120002", (await new TestClient(server).CreateAsync()).Id);
    }

    [Fact]
    public async Task A_status_that_no_status_can_be_is_not_taken_for_too_fast()
    {
        // 4294967725 is 429 to whoever cuts it to 32 bits, and 429 would be sent again.
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { AfterProcessing = true, Status = 200, Body = """{"errors":[{"message":"odd","extensions":{"code":"odd","statusCode":4294967725}}]}""" });

        await Assert.ThrowsAnyAsync<SeedanceException>(() => new TestClient(server, new InstantClock()).CreateAsync());

        Assert.Equal(1, server.Count(Create));
    }

    [Fact]
    public async Task An_intent_is_on_disk_before_the_request_leaves()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { Hang = true });
        var client = new TestClient(server);
        using var stop = new CancellationTokenSource();

        var create = client.Client.CreateAsync(new SeedanceRequest { Prompt = "a fox", Seed = 7 }, VideoModel.Seedance20Fast, new SubmissionOptions { JobName = "animals", Destination = "/videos" }, stop.Token);
        await server.WaitForRequestAsync(Create);
        var submitting = client.TheJob;
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => create);

        Assert.Equal((JobStatus.Submitting, "animals", "a fox", 7L, "/videos"), (submitting.Status, submitting.JobName, submitting.Prompt, submitting.Seed, submitting.Destination));
        Assert.Contains("seedance-2.0-fast", submitting.Request, StringComparison.Ordinal);
        Assert.Equal(JobStatus.Unknown, client.TheJob.Status);
    }

    [Theory]
    [InlineData("[[blocked]]", typeof(PromptBlockedException))]
    [InlineData("[[retired]]", typeof(ModelNotSupportedException))]
    public async Task A_refusal_is_final(string prompt, Type error)
    {
        await using var server = await WireServer.WireServer.StartAsync();

        var client = new TestClient(server);

        await Assert.ThrowsAsync(error, () => client.CreateAsync(new SeedanceRequest { Prompt = prompt }));

        Assert.Equal(1, server.Count(Create));
        Assert.Empty(client.Jobs);
    }
}
