using Seedance.WireServer;

namespace Seedance.Tests;

/// <summary>A job is submitted at most once, whatever becomes of the answer.</summary>
public sealed class CreateOnceTests
{
    private const string Create = "POST /api/rest/v2/generations";

    public static TheoryData<Fault> LostAnswers =>
    [
        new Fault(Create) { AfterWork = true, Drop = true },
        new Fault(Create) { Drop = true },
        new Fault(Create) { AfterWork = true, Status = 500, Body = """{"error":"Service Error","code":"unexpected"}""" },
        new Fault(Create) { AfterWork = true, Status = 502, Body = "<html>Bad gateway</html>", ContentType = "text/html" },
        new Fault(Create) { AfterWork = true, Status = 200, Body = "garbage", ContentType = "text/plain" },
        new Fault(Create) { AfterWork = true, Status = 200, Body = "{}" },
        new Fault(Create) { CutTo = 10 },
        new Fault(Create) { BreakAfter = 10 },
    ];

    [Theory]
    [MemberData(nameof(LostAnswers))]
    public async Task A_lost_answer_is_told_and_never_sent_again(Fault fault)
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(fault);
        var client = new TestClient(server, new RestlessClock());

        // On a connection that is warm already: the one that a handler would be tempted to repeat on.
        await Assert.ThrowsAsync<NotFoundException>(() => client.Client.ReadAsync(new() { Id = Guid.NewGuid().ToString() }, default));
        await Assert.ThrowsAsync<SubmissionUnknownException>(() => client.CreateAsync());

        Assert.Equal(1, server.Count(Create));
        Assert.True(server.Service.Jobs.Count <= 1);
    }

    [Fact]
    public async Task No_answer_in_time_is_a_lost_answer()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { AfterWork = true, Hang = true });
        var connection = SeedanceConnection.ToService(TestClient.ApiKey, server.ApiRoot, "Parameter", TimeSpan.FromSeconds(1));
        var client = new SeedanceClient(connection, new ClientOptions { Gate = new RequestGate(1) });

        var lost = await Assert.ThrowsAsync<SubmissionUnknownException>(() => client.CreateAsync(new SeedanceRequest { Prompt = "a fox" }, VideoModel.Seedance20Fast, default));

        Assert.IsType<RequestTimeoutException>(lost.InnerException);
        Assert.Single(server.Service.Jobs);
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
        var clock = new RestlessClock();

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
        var clock = new RestlessClock();

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
        var clock = new RestlessClock();
        var client = new SeedanceClient(connection.WithClock(clock), new ClientOptions { Gate = new RequestGate(1) });

        await Assert.ThrowsAsync<UnreachableException>(() => client.CreateAsync(new SeedanceRequest { Prompt = "a fox" }, VideoModel.Seedance20Fast, default));

        Assert.Equal(3, clock.Pauses.Count);
    }

    [Fact]
    public async Task A_byte_order_mark_does_not_hide_a_paid_jobs_id()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { AfterWork = true, Status = 200, Body = "\uFEFF{\"generationId\":\"1f0c2b6e-53a4-6f10-9a52-0242ac120002\"}" });

        Assert.Equal("1f0c2b6e-53a4-6f10-9a52-0242ac120002", (await new TestClient(server).CreateAsync()).Id);
    }

    [Fact]
    public async Task A_status_that_no_status_can_be_is_not_taken_for_too_fast()
    {
        // 4294967725 is 429 to whoever cuts it to 32 bits, and 429 would be sent again.
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { AfterWork = true, Status = 200, Body = """{"errors":[{"message":"odd","extensions":{"code":"odd","statusCode":4294967725}}]}""" });

        await Assert.ThrowsAnyAsync<SeedanceException>(() => new TestClient(server, new RestlessClock()).CreateAsync());

        Assert.Equal(1, server.Count(Create));
    }

    [Theory]
    [InlineData("[[blocked]]", typeof(PromptBlockedException))]
    [InlineData("[[retired]]", typeof(ModelNotSupportedException))]
    public async Task A_refusal_is_final(string prompt, Type error)
    {
        await using var server = await WireServer.WireServer.StartAsync();

        await Assert.ThrowsAsync(error, () => new TestClient(server).CreateAsync(new SeedanceRequest { Prompt = prompt }));

        Assert.Equal(1, server.Count(Create));
    }
}
