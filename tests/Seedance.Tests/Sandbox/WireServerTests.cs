using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;
using Seedance.Sandbox;
using Seedance.WireServer;

namespace Seedance.Tests.Sandbox;

/// <summary>The sandbox behind a real server responds as it does in process, records all requests and fails on demand.</summary>
public sealed class WireServerTests : IAsyncLifetime, IDisposable
{
    private const string Create = "POST /api/rest/v2/generations";
    private const string Read = "GET /api/rest/v1/generations/";

    private static readonly SandboxOptions _options = new() { JobDuration = TimeSpan.Zero };

    private WireServer.WireServer _server = null!;
    private ApiCaller _api = null!;

    public async Task InitializeAsync()
    {
        _server = await WireServer.WireServer.StartAsync(_options);
        _api = new ApiCaller(_server);
    }

    public void Dispose() => _api.Dispose();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_request_is_recorded_as_it_was_received()
    {
        await _api.CreateAsync("\"seed\":7");
        await _api.GetAsync("v1/me?a=b%20c");

        var create = _server.Requests[0];
        Assert.Equal(("POST", "/api/rest/v2/generations", false, 200), (create.Method, create.Path, create.IsStorage, create.Status));
        Assert.Equal("Bearer any", create.Headers["authorization"]);
        Assert.Equal(Assert.Single(_server.Service.Jobs).Body, create.Text);
        Assert.Equal("/api/rest/v1/me?a=b%20c", _server.Requests[1].Path);
        Assert.Equal((1, 1, 2), (_server.Count(Create), _server.Count("GET "), _server.Count("")));
    }

    [Fact]
    public async Task A_client_that_disconnects_before_it_has_sent_all_is_noticed()
    {
        // Either the read of the body or the end of the connection may be noticed first.
        for (var count = 1; count <= 200; count++)
        {
            using (var client = new TcpClient())
            {
                await client.ConnectAsync(_server.ApiRoot.Host, _server.ApiRoot.Port);
                await client.GetStream().WriteAsync("POST /api/rest/v1/init-image HTTP/1.1\r\nHost: test\r\nContent-Length: 10\r\n\r\n{"u8.ToArray());
                if (count % 2 == 0)
                {
                    client.LingerState = new LingerOption(enable: true, seconds: 0);
                }
            }

            while (_server.Requests.Count < count)
            {
                await Task.Delay(1);
            }

            await _server.Requests[^1].Aborted.WaitAsync(TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public async Task A_large_upload_is_streamed_and_recorded_in_part()
    {
        _server.MaxRecordedBytes = 1000;
        byte[] file = [.. ApiCaller.Png, .. RandomNumberGenerator.GetBytes(3_000_000)];

        await _api.UploadAsync("png", file);

        var upload = Assert.Single(_server.Service.Uploads);
        Assert.Equal((true, file.Length, Convert.ToHexStringLower(SHA256.HashData(file))), (upload.Received, upload.Length, upload.Sha256));
        var post = Assert.Single(_server.Requests, request => request.IsStorage);
        Assert.Equal((1000, post.Headers["Content-Length"]), (post.Body.Length, post.BodyLength.ToString()));
    }

    [Fact]
    public async Task An_upload_is_checked_as_strictly_as_in_process()
    {
        var (_, address, fields) = await _api.PrepareAsync("png");
        Assert.NotEqual(_server.ApiRoot.Authority, address.Authority);
        async Task<int> PostAsync(IEnumerable<KeyValuePair<string, string>> values, Action<HttpRequestMessage>? change = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = ApiCaller.Fill(values, new ByteArrayContent(ApiCaller.Png)) };
            change?.Invoke(request);
            return (int)(await _api.Http.SendAsync(request)).StatusCode;
        }

        Assert.Equal(403, await PostAsync(fields.Reverse()));
        Assert.Equal(403, await PostAsync(fields.Skip(1)));
        Assert.Equal(403, await PostAsync(fields, request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "any")));
        Assert.Equal(411, await PostAsync(fields, request => request.Headers.TransferEncodingChunked = true));
        Assert.False(Assert.Single(_server.Service.Uploads).Received);
        Assert.Equal(204, await PostAsync(fields));
    }

    [Fact]
    public async Task A_video_is_served_in_ranges()
    {
        var address = await VideoAsync();
        var full = await _api.Http.GetAsync(address);
        var bytes = await full.Content.ReadAsByteArrayAsync();
        Assert.Equal(("bytes", bytes.Length), (full.Headers.AcceptRanges.Single(), full.Content.Headers.ContentLength));
        async Task<HttpResponseMessage> PartAsync(long? from, long? to, EntityTagHeaderValue? condition = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Range = new RangeHeaderValue(from, to);
            request.Headers.IfRange = condition is null ? null : new RangeConditionHeaderValue(condition);
            return await _api.Http.SendAsync(request);
        }

        foreach (var (from, to, expected) in new (long?, long?, Range)[] { (100, 199, 100..200), (100, null, 100..), (null, 100, ^100..), (100, 10_000_000, 100..) })
        {
            var part = await PartAsync(from, to, full.Headers.ETag);
            var (start, length) = expected.GetOffsetAndLength(bytes.Length);
            Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
            Assert.Equal(new ContentRangeHeaderValue(start, start + length - 1, bytes.Length), part.Content.Headers.ContentRange);
            Assert.Equal(bytes[expected], await part.Content.ReadAsByteArrayAsync());
            Assert.Equal(full.Headers.ETag, part.Headers.ETag);
        }

        Assert.Equal(HttpStatusCode.OK, (await PartAsync(100, null, new EntityTagHeaderValue("\"old\""))).StatusCode);
        var beyond = await PartAsync(bytes.Length, null);
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
        Assert.Equal(new ContentRangeHeaderValue(bytes.Length), beyond.Content.Headers.ContentRange);
    }

    public static TheoryData<int, string, string, string?> Responses => new()
    {
        { 429, "application/json", """{"error":"Too many requests","path":"$","code":"unexpected"}""", null },
        { 429, "application/json", """{"error":"Too many requests","path":"$","code":"unexpected"}""", "7" },
        { 429, "application/json", """{"error":"Too many requests","path":"$","code":"unexpected"}""", "Mon, 09 Mar 2026 14:14:40 GMT" },
        { 200, "application/json", """{"errors":[{"message":"Too many requests","extensions":{"code":"RATE_LIMITED","statusCode":429}}]}""", null },
        { 500, "application/json", """{"message":"An error occurred.","code":"INTERNAL_SERVER_ERROR","statusCode":500}""", null },
        { 502, "text/html", "<html><body>Bad gateway</body></html>", null },
    };

    [Theory]
    [MemberData(nameof(Responses))]
    public async Task A_response_is_replaced_before_or_after_processing(int status, string type, string body, string? retryAfter)
    {
        foreach (var afterProcessing in new[] { false, true })
        {
            _server.Faults.Add(new Fault(Create) { Status = status, ContentType = type, Body = body, RetryAfter = retryAfter, AfterProcessing = afterProcessing });
            var response = await _api.CreateAsync();

            Assert.Equal((status, type, body), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync()));
            Assert.Equal(retryAfter, response.Headers.TryGetValues("Retry-After", out var values) ? values.Single() : null);
            Assert.Equal(afterProcessing ? 1 : 0, _server.Service.Jobs.Count);
            Assert.Contains("a fox", _server.Requests[^1].Text, StringComparison.Ordinal);
            Assert.Equal(status, _server.Requests[^1].Status);
        }

        // Each fault was for one request only.
        Assert.Null(await ApiCaller.GetErrorAsync(await _api.CreateAsync()));
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task A_connection_is_dropped_before_or_after_processing(bool afterProcessing, int jobs)
    {
        _server.Faults.Add(new Fault(Create) { Drop = true, AfterProcessing = afterProcessing });

        await Assert.ThrowsAsync<HttpRequestException>(() => _api.CreateAsync());

        Assert.Equal(jobs, _server.Service.Jobs.Count);
        var request = Assert.Single(_server.Requests);
        Assert.Contains("a fox", request.Text, StringComparison.Ordinal);
        Assert.Null(request.Status);
        Assert.False(request.Aborted.IsCompleted);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task A_request_hangs_until_the_client_disconnects(bool afterProcessing, int jobs)
    {
        _server.Faults.Add(new Fault(Create) { Hang = true, AfterProcessing = afterProcessing });
        using var cancellation = new CancellationTokenSource();
        var response = _api.CreateAsync(cancellationToken: cancellation.Token);
        var request = await _server.WaitForRequestAsync(Create);
        while (afterProcessing && _server.Service.Jobs.Count == 0)
        {
            await Task.Yield();
        }

        Assert.False(request.Aborted.IsCompleted);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => response);
        await request.Aborted.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(jobs, _server.Service.Jobs.Count);
    }

    [Fact]
    public async Task A_response_is_truncated_with_a_length_that_agrees()
    {
        _server.Faults.Add(new Fault(Create) { TruncateTo = 20 });

        var response = await _api.CreateAsync();

        Assert.Equal(20, response.Content.Headers.ContentLength);
        await Assert.ThrowsAnyAsync<JsonException>(() => ApiCaller.JsonAsync(response));
        Assert.Single(_server.Service.Jobs);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_000)]
    public async Task A_connection_is_closed_short_of_the_content_length(int after)
    {
        var address = await VideoAsync();
        _server.Faults.Add(new Fault("GET /videos/") { DisconnectAfter = after });

        using var response = await _api.Http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
        Assert.True(response.Content.Headers.ContentLength > after);
        using var received = new MemoryStream();
        await Assert.ThrowsAsync<HttpIOException>(async () => await (await response.Content.ReadAsStreamAsync()).CopyToAsync(received));

        Assert.Equal(after, received.Length);
        Assert.False(_server.Requests[^1].Aborted.IsCompleted);
    }

    [Fact]
    public async Task A_client_that_disconnects_during_a_slow_body_is_detected()
    {
        var address = await VideoAsync();
        _server.Faults.Add(new Fault("GET /videos/") { ChunkDelay = TimeSpan.FromMinutes(1) });

        var response = await _api.Http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
        var request = await _server.WaitForRequestAsync("GET /videos/");
        Assert.False(request.Aborted.IsCompleted);
        response.Dispose();

        await request.Aborted.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_slow_body_is_complete_in_the_end()
    {
        var address = await VideoAsync();
        var full = await _api.Http.GetByteArrayAsync(address);
        _server.Faults.Add(new Fault("GET /videos/") { ChunkDelay = TimeSpan.FromMilliseconds(1) });

        Assert.Equal(full, await _api.Http.GetByteArrayAsync(address));
    }

    [Fact]
    public async Task A_redirect_has_the_given_location()
    {
        _server.Faults.Add(new Fault(Read) { Status = 307, Location = new Uri("https://elsewhere.invalid/") });

        var response = await _api.SendAsync(HttpMethod.Get, "v1/generations/x");

        Assert.Equal((307, "https://elsewhere.invalid/"), ((int)response.StatusCode, response.Headers.Location?.AbsoluteUri));
    }

    [Fact]
    public async Task Faults_are_applied_in_the_order_in_which_they_were_added_and_after_the_requests_to_skip()
    {
        _server.Faults.Add(new Fault(Read) { Skip = 1, Times = 2, Status = 500 });
        _server.Faults.Add(new Fault(Read) { Skip = 2, Status = 502 });
        _server.Faults.Add(new Fault("GET /api/rest/v1/me") { Times = 100, Status = 503 });

        var statuses = new List<int>();
        for (var read = 0; read < 5; read++)
        {
            statuses.Add((int)(await _api.SendAsync(HttpMethod.Get, "v1/generations/x")).StatusCode);
        }

        Assert.Equal([200, 500, 500, 502, 200], statuses);
        Assert.Equal(503, (int)(await _api.SendAsync(HttpMethod.Get, "v1/me")).StatusCode);
        _server.Faults.Clear();
        Assert.Equal(200, (int)(await _api.SendAsync(HttpMethod.Get, "v1/me")).StatusCode);
    }

    [Fact]
    public async Task Latency_and_the_delay_of_a_fault_come_before_processing()
    {
        var clock = new InstantClock();
        var start = clock.GetUtcNow();
        await using var server = await WireServer.WireServer.StartAsync(_options with { Clock = clock });
        using var api = new ApiCaller(server);
        server.Latency = TimeSpan.FromSeconds(40);
        server.Faults.Add(new Fault(Create) { Delay = TimeSpan.FromSeconds(20) });

        await api.CreateAsync();

        Assert.Equal([TimeSpan.FromMinutes(1)], clock.Delays);
        Assert.Equal(start + TimeSpan.FromMinutes(1), Assert.Single(server.Service.Jobs).CreatedAt);
    }

    [Fact]
    public async Task The_entity_tag_of_a_response_can_be_replaced()
    {
        _server.Faults.Add(new Fault("GET /api/rest/v1/me") { EntityTag = "W/\"other\"" });

        Assert.Equal("W/\"other\"", (await _api.SendAsync(HttpMethod.Get, "v1/me")).Headers.ETag?.ToString());
        Assert.Null((await _api.SendAsync(HttpMethod.Get, "v1/me")).Headers.ETag);
    }

    [Fact]
    public async Task A_generator_can_create_a_fault_for_each_request_that_no_added_fault_matches()
    {
        var asked = new List<string>();
        _server.Faults.Generator = request =>
        {
            asked.Add(request);
            return asked.Count == 2 ? new Fault("") { Status = 503 } : null;
        };
        _server.Faults.Add(new Fault(Create) { Status = 429 });

        int[] statuses = [await StatusAsync(), await StatusAsync(), await StatusAsync()];

        Assert.Equal([429, 200, 503], statuses);
        Assert.Equal(["POST /api/rest/v2/generations", "POST /api/rest/v2/generations"], asked);
        Assert.Equal([429, null, 503], _server.Requests.Select(request => request.Fault?.Status));

        async Task<int> StatusAsync() => (int)(await _api.CreateAsync()).StatusCode;
    }

    [Fact]
    public async Task It_is_idle_when_no_client_is_connected()
    {
        _server.Faults.Add(new Fault(Create) { Hang = true });
        using var caller = new ApiCaller(_server);
        using var cancellation = new CancellationTokenSource();
        var response = caller.CreateAsync(cancellationToken: cancellation.Token);
        await _server.WaitForRequestAsync(Create);

        var idle = _server.WaitUntilIdleAsync();
        Assert.False(idle.IsCompleted);
        await cancellation.CancelAsync();
        caller.Dispose();

        await idle.WaitAsync(TimeSpan.FromSeconds(30));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => response);
        Assert.Empty(_server.Service.Jobs);
    }

    [Fact]
    public async Task The_peak_of_requests_in_flight_is_counted_for_all_and_for_the_API()
    {
        var address = await VideoAsync();
        _server.Faults.Add(new Fault("GET /") { Times = 3, Hang = true });
        using var cancellation = new CancellationTokenSource();
        Task[] requests =
        [
            _api.SendAsync(HttpMethod.Get, "v1/me", cancellationToken: cancellation.Token),
            _api.SendAsync(HttpMethod.Get, "v1/generations/x", cancellationToken: cancellation.Token),
            _api.Http.GetAsync(address, cancellation.Token),
        ];
        await Task.WhenAll(_server.WaitForRequestAsync("GET /api/rest/v1/me"), _server.WaitForRequestAsync($"{Read}x"), _server.WaitForRequestAsync("GET /videos/"));
        await cancellation.CancelAsync();
        await Task.WhenAny(Task.WhenAll(requests));

        Assert.Equal((3, 2), (_server.PeakInFlight, _server.PeakInFlightOnApi));
    }

    [Fact]
    public async Task Sequential_requests_are_never_counted_as_concurrent()
    {
        for (var read = 0; read < 300; read++)
        {
            await _api.SendAsync(HttpMethod.Get, "v1/me");
        }

        Assert.Equal(1, _server.PeakInFlight);
        Assert.DoesNotContain(_server.Requests, request => request.Aborted.IsCompleted);
    }

    private async Task<string> VideoAsync()
    {
        await _api.CreateAsync();
        return (string)(await _api.GetAsync($"v1/generations/{_server.Service.Jobs[0].Id}"))["generations_by_pk"]!["generated_images"]![0]!["motionMP4URL"]!;
    }
}
