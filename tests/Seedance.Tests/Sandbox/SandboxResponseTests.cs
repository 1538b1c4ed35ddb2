using System.Text;
using Microsoft.Extensions.Time.Testing;
using Seedance.Sandbox;

namespace Seedance.Tests.Sandbox;

/// <summary>The shapes of the stand-in's answers, and what it remembers.</summary>
public sealed class SandboxResponseTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 9, 14, 14, 40, TimeSpan.Zero));

    [Theory]
    [InlineData(nameof(CreateResponseShape.Generate), "generate.generationId")]
    [InlineData(nameof(CreateResponseShape.Bare), "generationId")]
    [InlineData(nameof(CreateResponseShape.ImageJob), "sdGenerationJob.generationId")]
    [InlineData(nameof(CreateResponseShape.MotionJob), "motionVideoGenerationJob.generationId")]
    public async Task A_create_is_answered_in_each_known_shape(string shape, string path)
    {
        using var service = Service(new() { CreateResponseShape = Enum.Parse<CreateResponseShape>(shape) }, out var api);

        var answer = await api.CreateAsync();

        var id = path.Split('.').Aggregate(await ApiCaller.JsonAsync(answer), (json, step) => json[step]!);
        Assert.Equal(Assert.Single(service.Jobs).Id, (string?)id);
        Assert.True(answer.Headers.Contains("X-Request-ID"));
    }

    [Theory]
    [InlineData("", "0.968")]
    [InlineData("\"duration\":4", "0.484")]
    [InlineData("\"duration\":15,\"width\":720,\"height\":1280", "1.815")]
    [InlineData("\"duration\":4,\"width\":864,\"height\":496", "0.224")]
    [InlineData("\"duration\":10,\"width\":640,\"height\":640,\"motion_has_audio\":false", "0.56")]
    [InlineData("\"duration\":10,\"width\":0,\"height\":0", "1.21")]
    public async Task A_job_costs_by_its_length_and_tier(string parameters, string dollars)
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
    public async Task A_size_is_any_or_the_source_pictures(string parameters, string? problem)
    {
        using var service = Service(new(), out var api);

        var found = await ApiCaller.ProblemAsync(await api.CreateAsync(parameters));

        Assert.Equal(problem is null, found is null);
        Assert.Contains(problem ?? "", found ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once()
    {
        using var service = Service(new(), out var api);

        var problem = await ApiCaller.ProblemAsync(await api.PostAsync("v2/generations", """{"model":"x","parameters":{"prompt":"","quantity":2,"duration":99}}"""));

        foreach (var name in new[] { "model", "parameters.prompt", "parameters.quantity", "parameters.duration" })
        {
            Assert.Contains($"{name} must be", problem, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("{", "application/json", "invalid json")]
    [InlineData("", "application/json", "invalid json")]
    [InlineData("{}", "text/plain", "invalid content type")]
    [InlineData("{}", "application/x-www-form-urlencoded", "invalid content type")]
    public async Task A_body_that_is_no_JSON_is_a_bad_request(string body, string type, string says)
    {
        using var service = Service(new(), out var api);

        var answer = await api.SendAsync(HttpMethod.Post, "v2/generations", new StringContent(body, Encoding.UTF8, type));

        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Equal($$"""{"error":"{{says}}","path":"$","code":"bad-request"}""", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("GET", "v2/generations/x")]
    [InlineData("POST", "v1/generations")]
    [InlineData("GET", "v1/nothing")]
    public async Task There_is_no_other_endpoint(string method, string path)
    {
        using var service = Service(new(), out var api);

        Assert.Equal(404, (int)(await api.SendAsync(new HttpMethod(method), path, method == "POST" ? new StringContent("{}", Encoding.UTF8, "application/json") : null)).StatusCode);
    }

    [Fact]
    public async Task A_seed_is_kept_and_one_is_drawn_where_none_is_given()
    {
        using var service = Service(new(), out var api);
        await api.CreateAsync("\"seed\":4294967295");
        await api.CreateAsync("\"seed\":-1");

        var seeds = await Task.WhenAll(service.Jobs.Select(async job => (long)(await api.GetAsync($"v1/generations/{job.Id}"))["generations_by_pk"]!["seed"]!));

        Assert.Equal(4294967295, seeds[0]);
        Assert.InRange(seeds[1], 0, 4294967295);
    }

    [Fact]
    public async Task A_queue_of_none_still_lets_the_free_slots_work()
    {
        using var service = Service(new() { ConcurrencySlots = 2, QueueLimit = 0 }, out var api);

        Assert.Null(await ApiCaller.ProblemAsync(await api.CreateAsync()));
        Assert.Null(await ApiCaller.ProblemAsync(await api.CreateAsync()));
        Assert.Equal("Too many jobs are queued", await ApiCaller.ProblemAsync(await api.CreateAsync()));

        _clock.Advance(TimeSpan.FromSeconds(1.5));
        Assert.Null(await ApiCaller.ProblemAsync(await api.CreateAsync()));
    }

    [Fact]
    public async Task The_oldest_ended_jobs_are_forgotten_but_none_before_its_end()
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
    public async Task A_long_body_is_kept_in_part()
    {
        using var service = Service(new(), out var api);
        var data = Convert.ToBase64String([.. ApiCaller.Png, .. new byte[200_000]]);

        await api.CreateWithAsync($$$"""{"start_frame":[{"image":{"data":"{{{data}}}","type":"BASE64"}}]}""");

        Assert.Equal(64 * 1024, Assert.Single(service.Jobs).Body.Length);
    }

    [Fact]
    public async Task Many_at_once_are_many_jobs()
    {
        using var service = Service(new() { ConcurrencySlots = 1 }, out var api);

        await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => Task.Run(() => api.CreateAsync())));

        Assert.Equal(500, service.Jobs.Select(job => job.Id).Distinct().Count());
        // One after another: the last ends 500 turns after the first began.
        Assert.Equal(_clock.GetUtcNow() + TimeSpan.FromSeconds(1.5 * 500), service.Jobs.Max(job => job.EndsAt));
    }

    private SandboxService Service(SandboxOptions options, out ApiCaller api)
    {
        var service = new SandboxService(options with { Clock = _clock });
        api = new ApiCaller(service, options);
        return service;
    }
}
