using Microsoft.Extensions.Time.Testing;
using Seedance.Tests.Sandbox;
using Seedance.WireServer;

namespace Seedance.Tests;

/// <summary>A job is submitted at most once, whatever happens to the response.</summary>
public sealed class CreateOnceTests
{
    private const string Create = "POST /api/rest/v2/generations";
    private const string List = "GET /api/rest/v1/generations/user/";

    public static TheoryData<Fault> ResponsesLostAfterProcessing =>
    [
        new Fault(Create) { AfterProcessing = true, Drop = true },
        new Fault(Create) { AfterProcessing = true, Status = 500, Body = """{"error":"Service Error","code":"unexpected"}""" },
        new Fault(Create) { AfterProcessing = true, Status = 502, Body = "<html>Bad gateway</html>", ContentType = "text/html" },
        new Fault(Create) { AfterProcessing = true, Status = 200, Body = "garbage", ContentType = "text/plain" },
        new Fault(Create) { AfterProcessing = true, Status = 200, Body = "{}" },
        new Fault(Create) { TruncateTo = 10 },
        new Fault(Create) { DisconnectAfter = 10 },
        new Fault(Create) { AfterProcessing = true, Status = 408 },
        new Fault(Create) { AfterProcessing = true, Status = 409, Body = """{"error":"content moderation filter: nudity","code":"bad-request"}""" },
        new Fault(Create) { AfterProcessing = true, Status = 302, Location = new Uri("http://127.0.0.1:1/") },
        new Fault(Create) { AfterProcessing = true, Status = 503, Body = """{"error":"not enough api tokens","code":"unexpected"}""" },
        new Fault(Create) { AfterProcessing = true, Status = 200, Body = """{"errors":[{"message":"odd","extensions":{"code":"odd"}}]}""" },
    ];

    [Theory]
    [MemberData(nameof(ResponsesLostAfterProcessing))]
    public async Task A_job_whose_response_was_lost_is_found_in_the_list(Fault fault)
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
    [MemberData(nameof(ResponsesLostAfterProcessing))]
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
    public async Task A_request_whose_connection_was_lost_before_it_was_processed_is_unknown()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { Drop = true });
        var client = new TestClient(server, new InstantClock());

        // On an open connection, on which a handler might send the request again.
        await Assert.ThrowsAsync<NotFoundException>(() => client.Client.ReadAsync(new() { Id = Guid.NewGuid().ToString() }, default));
        await Assert.ThrowsAsync<SubmissionUnknownException>(() => client.CreateAsync());

        Assert.Equal(1, server.Count(Create));
        Assert.Empty(server.Service.Jobs);
        Assert.Equal(JobStatus.Unknown, client.TheJob.Status);
    }

    [Fact]
    public async Task A_job_whose_response_does_not_come_in_time_is_found_in_the_list()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { AfterProcessing = true, Hang = true });
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);

        var create = new TestClient(server, clock).CreateAsync();
        await WaitForJobAsync(server);
        clock.Advance(TimeSpan.FromSeconds(100));

        Assert.Equal(Assert.Single(server.Service.Jobs).Id, (await create).Id);
        Assert.Equal(1, server.Count(Create));
    }

    [Fact]
    public async Task A_list_that_fails_or_does_not_show_the_job_yet_is_read_again()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { AfterProcessing = true, Drop = true });
        server.Faults.Add(new Fault(List) { Status = 503 });
        server.Faults.Add(new Fault(List) { Status = 200, Body = """{"generations":[]}""" });
        server.Faults.Add(new Fault(List) { Drop = true });

        var generation = await new TestClient(server, new InstantClock()).CreateAsync();

        Assert.Equal(Assert.Single(server.Service.Jobs).Id, generation.Id);
        Assert.Equal(4, server.Count(List));
    }

    [Fact]
    public async Task The_list_is_read_once_however_short_the_retry_timeout_is()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { AfterProcessing = true, Drop = true });
        var client = new TestClient(server, new TickingClock(), retry: new RetryLimits { Timeout = TimeSpan.Zero });

        var generation = await client.CreateAsync();

        Assert.Equal(Assert.Single(server.Service.Jobs).Id, generation.Id);
    }

    [Fact]
    public async Task Of_many_jobs_with_the_same_prompt_the_job_is_found_by_its_seed()
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
    public async Task A_list_without_seeds_shows_the_job_only_when_it_is_the_only_candidate(int count, bool isFound)
    {
        await using var server = await WireServer.WireServer.StartAsync(new() { JobDuration = TimeSpan.Zero, ListShowsSeeds = false });
        using var otherMachine = new ApiCaller(server);
        for (var other = 1; other < count; other++)
        {
            // The same prompt from elsewhere: the journal does not contain it.
            await otherMachine.CreateAsync();
        }

        server.Faults.Add(new Fault(Create) { AfterProcessing = true, Drop = true });
        var client = new TestClient(server, new InstantClock());

        var failure = await Record.ExceptionAsync(() => client.CreateAsync());

        Assert.Equal(isFound, failure is null);
        Assert.True(isFound || failure is SubmissionUnknownException);
        Assert.Equal(count, server.Service.Jobs.Count);
        Assert.Equal(1, server.Requests.Count(request => request.StartsWith(Create) && request.Headers["Authorization"].EndsWith(TestClient.KeyOf(server), StringComparison.Ordinal)));
    }

    public static TheoryData<Fault, double?> RateLimited => new()
    {
        { new Fault(Create) { Status = 429, RetryAfter = "7" }, 7 },
        { new Fault(Create) { Status = 429, RetryAfter = "Mon, 09 Mar 2026 14:15:00 GMT" }, 20 },
        { new Fault(Create) { Status = 429 }, null },
        { new Fault(Create) { Status = 429, RetryAfter = "0" }, null },
        { new Fault(Create) { Status = 429, RetryAfter = "Mon, 09 Mar 2026 14:14:40 GMT" }, null },
        { new Fault(Create) { Status = 429, RetryAfter = "Mon, 09 Mar 2026 13:14:40 GMT" }, null },
        { new Fault(Create) { Status = 200, Body = """{"errors":[{"message":"Too many","extensions":{"code":"RATE_LIMITED","statusCode":429}}]}""" }, null },
    };

    [Theory]
    [MemberData(nameof(RateLimited))]
    public async Task A_rate_limited_create_is_retried_after_the_time_that_the_service_asks_for_or_else_the_usual_backoff(Fault fault, double? seconds)
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(fault);
        var clock = new InstantClock();

        await new TestClient(server, clock).CreateAsync();

        Assert.Equal(2, server.Count(Create));
        Assert.Single(server.Service.Jobs);
        Assert.InRange(Assert.Single(clock.Delays).TotalSeconds, seconds ?? 0.375, seconds ?? 0.625);
    }

    [Fact]
    public async Task A_retry_of_a_create_is_traced()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { Status = 429, RetryAfter = "7" });
        var client = new TestClient(server, new InstantClock());

        await client.CreateAsync();

        Assert.Single(client.Trace, text => text.StartsWith("Retrying POST v2/generations in 7 s", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_create_that_is_rate_limited_for_ten_minutes_is_an_error()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { Times = 1000, Status = 429 });
        var clock = new InstantClock();

        var client = new TestClient(server, clock);

        await Assert.ThrowsAsync<RateLimitedException>(() => client.CreateAsync());

        Assert.Empty(client.Jobs);
        Assert.InRange(clock.Delays.Sum(delay => delay.TotalMinutes), 9, 10);
        Assert.Empty(server.Service.Jobs);
    }

    [Fact]
    public async Task A_create_that_was_not_sent_is_retried()
    {
        int port;
        await using (var server = await WireServer.WireServer.StartAsync())
        {
            port = server.ApiRoot.Port;
        }

        var connection = SeedanceConnection.ToService(Guid.NewGuid().ToString(), new Uri($"http://127.0.0.1:{port}/api/rest"), "Parameter", TimeSpan.FromSeconds(100));
        var clock = new InstantClock();
        var client = new SeedanceClient(connection.WithClock(clock), new ClientOptions { Gate = new RequestGate(1) });
        Task Create() => client.CreateAsync(new SeedanceRequest { Prompt = "a fox" }, VideoModels.Seedance20Fast, new SubmissionOptions(), default);

        // The account of a new key is asked for first, and that is retried too.
        await Assert.ThrowsAsync<UnreachableException>(Create);
        Assert.Equal(3, clock.Delays.Count);
        Assert.Null(connection.KeyAccount.Current);

        connection.KeyAccount.Accept(new SeedanceAccount { UserId = Guid.NewGuid().ToString() });
        await Assert.ThrowsAsync<UnreachableException>(Create);
        Assert.Equal(3 + 3, clock.Delays.Count);
        Assert.Empty(connection.KeyAccount.Current!.Journal.ReadAll(failure => throw failure));
    }

    [Fact]
    public async Task The_number_of_retries_and_their_total_time_are_limited()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { Times = 1000, Status = 429, RetryAfter = "10" });

        var clock = new InstantClock();
        await Assert.ThrowsAsync<RateLimitedException>(() => new TestClient(server, clock, retry: new() { MaxRetries = 2 }).CreateAsync());
        Assert.Equal(3, server.Count(Create));

        await Assert.ThrowsAsync<RateLimitedException>(() => new TestClient(server, clock, retry: new() { Timeout = TimeSpan.FromSeconds(45) }).CreateAsync());
        Assert.Equal(3 + 5, server.Count(Create));
    }

    [Theory]
    [InlineData("""{"errors":[{"message":"odd","extensions":{"code":"odd","statusCode":500}}],"generate":{"generationId":"1f0c2b6e-53a4-6f10-9a52-0242ac120002"}}""")]
    [InlineData("""{"error":"not enough api tokens","code":"unexpected","generationId":"1f0c2b6e-53a4-6f10-9a52-0242ac120002"}""")]
    [InlineData("""{"errors":[{"message":"Too many","extensions":{"statusCode":429}}],"sdGenerationJob":{"generationId":"1f0c2b6e-53a4-6f10-9a52-0242ac120002"}}""")]
    public async Task An_id_in_a_successful_response_is_a_job_whatever_errors_are_beside_it(string body)
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { Status = 200, Body = body });
        var client = new TestClient(server);

        var generation = await client.CreateAsync();

        Assert.Equal("1f0c2b6e-53a4-6f10-9a52-0242ac120002", generation.Id);
        Assert.Equal(generation.Id, client.TheJob.Id);
        Assert.Equal(1, server.Count(Create));
    }

    [Theory]
    [InlineData(403, "<html>Blocked by the firewall</html>")]
    [InlineData(413, "")]
    [InlineData(422, """{"generate":{"generationId":"1f0c2b6e-53a4-6f10-9a52-0242ac120002"}}""")]
    public async Task A_rejecting_status_is_a_rejection_whatever_the_body_is(int status, string body)
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { Status = status, Body = body });
        var client = new TestClient(server);

        await Assert.ThrowsAsync<RequestRejectedException>(() => client.CreateAsync());

        Assert.Equal(1, server.Count(Create));
        Assert.Empty(client.Jobs);
    }

    [Fact]
    public async Task The_id_of_a_paid_job_is_read_after_a_byte_order_mark()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { AfterProcessing = true, Status = 200, Body = "\uFEFF{\"generationId\":\"1f0c2b6e-53a4-6f10-9a52-0242ac120002\"}" });

        Assert.Equal("1f0c2b6e-53a4-6f10-9a52-0242ac120002", (await new TestClient(server).CreateAsync()).Id);
    }

    [Fact]
    public async Task An_inner_status_that_does_not_fit_is_not_taken_for_a_rate_limit()
    {
        // 4294967725 is 429 when it is cut to 32 bits, and after 429 the create would be sent again.
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { AfterProcessing = true, Status = 200, Body = """{"errors":[{"message":"odd","extensions":{"code":"odd","statusCode":4294967725}}]}""" });

        var generation = await new TestClient(server, new InstantClock()).CreateAsync();

        // An unknown error is a lost response, so the job is looked for in the list.
        Assert.Equal(1, server.Count(Create));
        Assert.Equal(Assert.Single(server.Service.Jobs).Id, generation.Id);
    }

    [Fact]
    public async Task A_submission_is_in_the_journal_before_the_request_is_sent()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { Hang = true });
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var client = new TestClient(server, clock);
        using var stop = new CancellationTokenSource();

        var create = client.CreateAsync(new SeedanceRequest { Prompt = "a fox", Seed = 7 }, new SubmissionOptions { JobName = "animals", Destination = "/videos" }, stop.Token);
        await server.WaitForRequestAsync(Create);
        var submitting = client.TheJob;
        await stop.CancelAsync();
        clock.Advance(TimeSpan.FromSeconds(5));
        var cancelled = await Assert.ThrowsAsync<SubmissionCanceledException>(() => create);

        Assert.Equal(client.TheJob.Key, cancelled.Job.Key);
        Assert.Equal((JobStatus.Submitting, "animals", "a fox", 7L, "/videos"), (submitting.Status, submitting.JobName, submitting.Prompt, submitting.Seed, submitting.Destination));
        Assert.Contains("seedance-2.0-fast", submitting.Request, StringComparison.Ordinal);
        Assert.Equal(JobStatus.Unknown, client.TheJob.Status);
    }

    [Fact]
    public async Task A_submission_that_can_not_be_recorded_is_not_sent()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server);
        await client.Client.ReadAccountAsync(default);
        Directory.CreateDirectory(Path.Combine(DataFolder.Path, "jobs"));
        File.WriteAllText(Path.Combine(DataFolder.Path, "jobs", client.Journal.Account), "a file where a folder is needed");

        await Assert.ThrowsAsync<JournalException>(() => client.CreateAsync());

        Assert.Equal(0, server.Count(Create));
    }

    [Fact]
    public async Task An_entry_that_vanishes_while_the_request_is_sent_is_written_again_with_the_id()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server);
        server.Faults.Generator = request =>
        {
            if (request == Create)
            {
                File.Delete(PathOf(client.TheJob));
            }

            return null;
        };

        var generation = await client.CreateAsync();

        Assert.Equal((generation.Id, "a fox"), (client.TheJob.Id, client.TheJob.Prompt));
        Assert.Empty(client.Warnings);
    }

    [Fact]
    public async Task A_paid_job_whose_id_can_not_be_recorded_is_a_warning_that_names_the_id()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server);
        string? path = null;
        server.Faults.Generator = request =>
        {
            if (request == Create)
            {
                path = PathOf(client.TheJob);
                File.Delete(path);
                Directory.CreateDirectory(path);
            }

            return null;
        };

        var generation = await client.CreateAsync();

        Assert.Equal(Assert.Single(server.Service.Jobs).Id, generation.Id);
        Assert.Contains(generation.Id, Assert.Single(client.Warnings), StringComparison.Ordinal);
        Directory.Delete(path!);
    }

    [Fact]
    public async Task A_rejected_job_whose_entry_can_not_be_removed_does_not_block_its_name()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server);
        string? path = null;
        server.Faults.Generator = request =>
        {
            if (request != Create || path is not null)
            {
                return null;
            }

            path = PathOf(client.TheJob);
            File.Delete(path);
            Directory.CreateDirectory(path);
            return new Fault(Create) { Status = 400, Body = """{"error":"no","code":"bad-request"}""" };
        };
        await Assert.ThrowsAsync<RequestRejectedException>(() => client.CreateAsync(submission: new() { JobName = "animals" }));
        Assert.Contains(path!, Assert.Single(client.Warnings), StringComparison.Ordinal);
        Directory.Delete(path!);

        var generation = await client.CreateAsync(submission: new() { JobName = "animals" }).WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(generation.Id, client.TheJob.Id);
    }

    [Fact]
    public async Task A_cancelled_create_whose_response_comes_within_five_seconds_is_recorded_with_its_id()
    {
        var serverClock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await WireServer.WireServer.StartAsync(new() { JobDuration = TimeSpan.Zero, Clock = serverClock });
        server.Faults.Add(new Fault(Create) { Delay = TimeSpan.FromSeconds(1) });
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var client = new TestClient(server, clock);
        using var stop = new CancellationTokenSource();

        var create = client.CreateAsync(cancellationToken: stop.Token);
        var request = await server.WaitForRequestAsync(Create);
        await stop.CancelAsync();
        clock.Advance(TimeSpan.FromSeconds(4.9));
        while (request.Status is null && !create.IsCompleted)
        {
            serverClock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await Record.ExceptionAsync(() => create);
        var job = Assert.Single(server.Service.Jobs);
        Assert.Equal((JobStatus.Pending, job.Id), (client.TheJob.Status, client.TheJob.Id));
    }

    [Fact]
    public async Task Nothing_is_sent_after_a_cancellation()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server);
        await client.Client.ReadAccountAsync(default);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.CreateAsync(cancellationToken: stop.Token));

        Assert.Equal(0, server.Count(Create));
        Assert.Empty(client.Jobs);
    }

    [Theory]
    [InlineData("[[blocked]]", typeof(PromptBlockedException))]
    [InlineData("[[retired]]", typeof(ModelNotSupportedException))]
    public async Task A_rejected_create_is_not_retried_and_leaves_no_entry(string prompt, Type error)
    {
        await using var server = await WireServer.WireServer.StartAsync();

        var client = new TestClient(server);

        await Assert.ThrowsAsync(error, () => client.CreateAsync(new SeedanceRequest { Prompt = prompt }));

        Assert.Equal(1, server.Count(Create));
        Assert.Empty(client.Jobs);
    }

    private static string PathOf(SeedanceJob job) => Path.Combine(DataFolder.Path, "jobs", job.Account!, job.Key + ".json");

    private static async Task WaitForJobAsync(WireServer.WireServer server)
    {
        while (server.Service.Jobs.Count == 0)
        {
            await Task.Yield();
        }
    }
}
