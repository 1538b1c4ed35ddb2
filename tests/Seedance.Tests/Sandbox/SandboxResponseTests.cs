using System.Text;
using Microsoft.Extensions.Time.Testing;
using Seedance.Sandbox;

namespace Seedance.Tests.Sandbox;

/// <summary>The shapes of the simulator's responses, and which jobs it keeps.</summary>
public sealed class SandboxResponseTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 9, 14, 14, 40, TimeSpan.Zero));

    [Theory]
    [InlineData(nameof(CreateResponseShape.Generate), "generate.generationId")]
    [InlineData(nameof(CreateResponseShape.Bare), "generationId")]
    [InlineData(nameof(CreateResponseShape.ImageJob), "sdGenerationJob.generationId")]
    [InlineData(nameof(CreateResponseShape.MotionJob), "motionVideoGenerationJob.generationId")]
    public async Task A_create_response_can_have_each_known_shape(string shape, string path)
    {
        using var service = Service(new() { CreateResponseShape = Enum.Parse<CreateResponseShape>(shape) }, out var api);

        var response = await api.CreateAsync();

        var id = path.Split('.').Aggregate(await ApiCaller.JsonAsync(response), (json, step) => json[step]!);
        Assert.Equal(Assert.Single(service.Jobs).Id, (string?)id);
        Assert.True(response.Headers.Contains("X-Request-ID"));
    }

    [Theory]
    [InlineData("", "2.8913")]
    [InlineData("\"duration\":4", "1.4457")]
    [InlineData("\"duration\":15,\"width\":720,\"height\":1280", "5.4239")]
    [InlineData("\"duration\":4,\"width\":864,\"height\":496", "0.6713")]
    [InlineData("\"duration\":10,\"width\":640,\"height\":640,\"motion_has_audio\":false", "1.6804")]
    [InlineData("\"duration\":10,\"width\":0,\"height\":0", "3.6149")]
    public async Task The_cost_depends_on_duration_and_resolution(string parameters, string dollars)
    {
        using var service = Service(new(), out var api);

        var cost = (await ApiCaller.JsonAsync(await api.CreateAsync(parameters)))["generate"]!["cost"]!;

        Assert.Equal($$"""{"amount":"{{dollars}}","unit":"DOLLARS"}""", cost.ToJsonString());
    }

    [Theory]
    [InlineData("\"width\":0,\"height\":0", null)]
    [InlineData("\"width\":1470,\"height\":630,\"mode\":\"RESOLUTION_720\"", null)]
    [InlineData("\"width\":752,\"height\":560,\"mode\":\"RESOLUTION_480\"", null)]
    [InlineData("\"width\":0,\"height\":720", "must be 0 together")]
    [InlineData("\"width\":0", "must be 0 together")]
    [InlineData("\"width\":752,\"height\":560,\"mode\":\"RESOLUTION_720\"", "mode must agree")]
    [InlineData("\"mode\":\"RESOLUTION_480\"", "mode must agree")]
    public async Task Any_size_is_accepted_that_agrees_with_the_mode_and_width_and_height_are_0_together(string parameters, string? error)
    {
        using var service = Service(new(), out var api);

        var found = await ApiCaller.GetErrorAsync(await api.CreateAsync(parameters));

        Assert.Equal(error is null, found is null);
        Assert.Contains(error ?? "", found ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_errors_are_reported_at_once()
    {
        using var service = Service(new(), out var api);

        var error = await ApiCaller.GetErrorAsync(await api.PostAsync("v2/generations", """{"model":"seedance-2.0-fast","public":1,"parameters":{"prompt":"","quantity":2,"duration":99}}"""));

        foreach (var name in new[] { "public", "parameters.prompt", "parameters.quantity", "parameters.duration" })
        {
            Assert.Contains($"{name} must be", error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("{", "application/json", "invalid json")]
    [InlineData("", "application/json", "invalid json")]
    [InlineData("{}", "text/plain", "invalid content type")]
    [InlineData("{}", "application/x-www-form-urlencoded", "invalid content type")]
    public async Task A_body_that_is_not_JSON_is_a_bad_request(string body, string type, string message)
    {
        using var service = Service(new(), out var api);

        var response = await api.SendAsync(HttpMethod.Post, "v2/generations", new StringContent(body, Encoding.UTF8, type));

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal($$"""{"error":"{{message}}","path":"$","code":"bad-request"}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("GET", "v2/generations/x")]
    [InlineData("POST", "v1/generations")]
    [InlineData("GET", "v1/nothing")]
    public async Task An_unknown_endpoint_is_not_found(string method, string path)
    {
        using var service = Service(new(), out var api);

        Assert.Equal(404, (int)(await api.SendAsync(new HttpMethod(method), path, method == "POST" ? new StringContent("{}", Encoding.UTF8, "application/json") : null)).StatusCode);
    }

    [Fact]
    public async Task A_given_seed_is_used_and_a_random_one_otherwise()
    {
        using var service = Service(new(), out var api);
        await api.CreateAsync("\"seed\":4294967295");
        await api.CreateAsync("\"seed\":-1");

        var seeds = await Task.WhenAll(service.Jobs.Select(async job => (long)(await api.GetAsync($"v1/generations/{job.Id}"))["generations_by_pk"]!["seed"]!));

        Assert.Equal(4294967295, seeds[0]);
        Assert.InRange(seeds[1], 0, 4294967295);
    }

    [Fact]
    public async Task A_queue_limit_of_0_still_allows_the_free_slots()
    {
        using var service = Service(new() { ConcurrencySlots = 2, QueueLimit = 0 }, out var api);

        Assert.Null(await ApiCaller.GetErrorAsync(await api.CreateAsync()));
        Assert.Null(await ApiCaller.GetErrorAsync(await api.CreateAsync()));
        Assert.Equal("Too many jobs are queued", await ApiCaller.GetErrorAsync(await api.CreateAsync()));

        _clock.Advance(TimeSpan.FromSeconds(1.5));
        Assert.Null(await ApiCaller.GetErrorAsync(await api.CreateAsync()));
    }

    [Fact]
    public async Task The_oldest_jobs_are_removed_but_not_before_they_have_ended()
    {
        using var service = Service(new() { MaxRecords = 2 }, out var api);
        for (var job = 0; job < 4; job++)
        {
            await api.CreateAsync();
        }

        var pending = service.Jobs;
        Assert.Equal(4, pending.Count);

        _clock.Advance(TimeSpan.FromSeconds(2));
        await api.CreateAsync();
        Assert.Equal(2, service.Jobs.Count);
        Assert.Equal(pending[3], service.Jobs[0]);
    }

    [Fact]
    public async Task A_long_body_is_truncated()
    {
        using var service = Service(new(), out var api);
        var data = Convert.ToBase64String([.. ApiCaller.Png, .. new byte[200_000]]);

        await api.CreateWithAsync($$$"""{"start_frame":[{"image":{"data":"{{{data}}}","type":"BASE64"}}]}""");

        Assert.Equal(64 * 1024, Assert.Single(service.Jobs).Body.Length);
    }

    [Fact]
    public async Task Concurrent_requests_create_one_job_each()
    {
        using var service = Service(new() { ConcurrencySlots = 1 }, out var api);

        await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => Task.Run(() => api.CreateAsync())));

        Assert.Equal(500, service.Jobs.Select(job => job.Id).Distinct().Count());
        // With one slot, the last job ends 500 job durations after the first one started.
        Assert.Equal(_clock.GetUtcNow() + TimeSpan.FromSeconds(1.5 * 500), service.Jobs.Max(job => job.EndsAt));
    }

    private SandboxService Service(SandboxOptions options, out ApiCaller api)
    {
        var service = new SandboxService(options with { Clock = _clock });
        api = new ApiCaller(service, options);
        return service;
    }
}
