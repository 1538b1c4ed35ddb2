using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Seedance.WireServer;

namespace Seedance.Tests;

/// <summary>What a listener learns of a job, and that without one nothing is built. These tests run alone, because listeners are those of the process.</summary>
[Collection(nameof(TelemetryTests))]
[CollectionDefinition(nameof(TelemetryTests), DisableParallelization = true)]
public sealed class TelemetryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedance-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Each_upload_create_poll_and_download_is_an_activity_without_prompt_query_and_key()
    {
        var activities = new ConcurrentQueue<Activity>();
        using var listener = Listen(onStopped: activities.Enqueue);
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault("GET /videos/") { DisconnectAfter = 1000 });

        var job = await RunAsync(server);

        Assert.Equal(["seedance.upload", "seedance.create", "seedance.poll", "seedance.download", "seedance.download"], activities.Select(activity => activity.OperationName));
        Assert.Equal(
            ["POST / 204 1 ", $"POST /v2/generations 200 1 {job.Id}", $"GET /v1/generations/{{id}} 200 1 {job.Id}", $"GET /{{video}} 200 1 {job.Id}", $"GET /{{video}} 206 2 {job.Id}"],
            activities.Select(Describe));
        Assert.All(activities, activity => Assert.Equal("127.0.0.1", activity.GetTagItem("server.address")));
        var text = string.Join('\n', activities.SelectMany(activity => activity.TagObjects).Select(tag => $"{tag.Key}={tag.Value}"));
        Assert.DoesNotContain("secret prompt", text, StringComparison.Ordinal);
        Assert.DoesNotContain(TestClient.KeyOf(server), text, StringComparison.Ordinal);
        Assert.DoesNotContain('?', text);
    }

    [Fact]
    public async Task A_request_without_a_response_is_an_activity_with_an_error()
    {
        var activities = new ConcurrentQueue<Activity>();
        using var listener = Listen(onStopped: activities.Enqueue);
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault("POST /api/rest/v2/generations") { Status = 400, Body = """{"error":"no","code":"bad-request"}""" });
        server.Faults.Add(new Fault("POST /api/rest/v2/generations") { AfterProcessing = true, Drop = true });
        var client = new TestClient(server, new InstantClock());

        await Assert.ThrowsAnyAsync<SeedanceException>(() => client.CreateAsync());
        await client.CreateAsync();

        Assert.All(activities, activity => Assert.Equal(ActivityStatusCode.Error, activity.Status));
        Assert.Equal(["400", ""], activities.Select(activity => $"{activity.GetTagItem("http.response.status_code")}"));
        Assert.Equal(["", "ConnectionLost"], activities.Select(activity => $"{activity.GetTagItem("error.type")}"));
    }

    [Fact]
    public async Task Requests_polls_bytes_and_cost_are_counted()
    {
        var sums = new ConcurrentDictionary<string, double>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, meters) => { if (instrument.Meter.Name == "Seedance") { meters.EnableMeasurementEvents(instrument); } } };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => sums.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => sums.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value));
        listener.Start();
        await using var server = await WireServer.WireServer.StartAsync();

        var job = await RunAsync(server);

        Assert.Equal(server.Requests.Count, sums["seedance.requests"]);
        Assert.Equal(1, sums["seedance.polls"]);
        Assert.Equal((double)job.Cost!.Value, sums["seedance.cost"], 6);
        Assert.InRange(sums["seedance.received"], new FileInfo(job.Path!).Length, new FileInfo(job.Path!).Length + 10_000);
        Assert.InRange(sums["seedance.sent"], 1000, 10_000);
    }

    [Fact]
    public async Task A_listener_that_fails_loses_no_job()
    {
        using var activities = Listen(onStarted: _ => throw new InvalidOperationException("started"), onStopped: _ => throw new InvalidOperationException("stopped"));
        using var meters = new MeterListener { InstrumentPublished = (instrument, meters) => { if (instrument.Meter.Name == "Seedance") { meters.EnableMeasurementEvents(instrument); } } };
        meters.SetMeasurementEventCallback<long>((_, _, _, _) => throw new InvalidOperationException("long"));
        meters.SetMeasurementEventCallback<double>((_, _, _, _) => throw new InvalidOperationException("double"));
        meters.Start();
        await using var server = await WireServer.WireServer.StartAsync();

        var job = await RunAsync(server);

        Assert.Equal(Assert.Single(server.Service.Jobs).Id, job.Id);
        Assert.True(File.Exists(job.Path));
    }

    private static ActivityListener Listen(Action<Activity> onStopped, Action<Activity>? onStarted = null)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Seedance",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = onStarted,
            ActivityStopped = onStopped,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private async Task<SeedanceGeneration> RunAsync(WireServer.WireServer server)
    {
        var image = Path.Combine(_folder.FullName, "fox.png");
        await File.WriteAllBytesAsync(image, Samples.PngSample.Build());
        var client = new TestClient(server, new InstantClock());
        var job = await client.CreateAsync(new SeedanceRequest { Prompt = "a secret prompt", StartFrame = MediaFile.Open(image) });
        var complete = await client.Client.WaitAsync(job, TimeSpan.FromMinutes(5), default);
        return await client.Client.SaveAsync(complete, new SaveOptions { Path = Path.Combine(_folder.FullName, "video.mp4") }, default);
    }

    private static string Describe(Activity activity) => string.Join(' ', new[] { "http.request.method", "url.template", "http.response.status_code", "seedance.attempt", "seedance.generation.id" }.Select(activity.GetTagItem));
}
