using System.Net;

namespace Seedance.Tests;

/// <summary>How much a request and a large file allocate, counted and never timed. These tests run alone, because allocations are counted for the entire process.</summary>
[Collection(nameof(CostTests))]
[CollectionDefinition(nameof(CostTests), DisableParallelization = true)]
public sealed class CostTests : IDisposable
{
    private const int Large = 64_000_000;

    // 4 MB including those of the server, which runs in the same process. A client that buffers the file needs 64 MB and more.
    private const long MaxForLargeFile = 8_000_000;

    private const string Id = "1f0c2b6e-53a4-6f10-9a52-0242ac120002";

    // 6208 in a debug build.
    private const long MaxForPoll = 7_500;

    // 6720.
    private const long MaxForCreate = 8_000;

    // 1645, without what the cmdlet needs.
    private const long MaxForWait = 2_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedance-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_large_upload_is_not_buffered_in_memory()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.MaxRecordedBytes = 0;
        var client = new TestClient(server).Client;
        await client.UploadAsync(MediaFile.Open(CreateImage("small.png", 100_000)), force: true, default);
        var large = MediaFile.Open(CreateImage("large.png", Large));

        var allocated = await CountAsync(() => client.UploadAsync(large, force: true, default));

        Assert.Equal(Large, server.Service.Uploads[^1].Length);
        Assert.InRange(allocated, 0, MaxForLargeFile);
    }

    [Fact]
    public async Task A_large_download_is_not_buffered_in_memory()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.MinVideoLength = Large;
        var client = new TestClient(server);
        var video = await client.Client.ReadAsync(await client.CreateAsync(), default);
        var path = Path.Combine(_folder.FullName, "video.mp4");

        var allocated = await CountAsync(() => client.Client.SaveAsync(video, new SaveOptions { Path = path }, default));

        Assert.Equal(Large, new FileInfo(path).Length);
        Assert.InRange(allocated, 0, MaxForLargeFile);
    }

    [Fact]
    public async Task A_create_and_a_poll_are_one_request_each_once_the_account_of_the_key_is_known()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server);

        var first = await client.CreateAsync();
        var second = await new TestClient(server).CreateAsync();
        await client.Client.ReadAsync(first, default);
        await client.Client.ReadAsync(second, default);

        Assert.Equal(
            [
                "GET /api/rest/v1/me -> 200",
                "POST /api/rest/v2/generations -> 200",
                "POST /api/rest/v2/generations -> 200",
                $"GET /api/rest/v1/generations/{first.Id} -> 200",
                $"GET /api/rest/v1/generations/{second.Id} -> 200",
            ],
            server.Requests.Select(request => request.ToString()));
    }

    [Fact]
    public async Task A_create_and_a_poll_allocate_little()
    {
        var (client, api) = Offline($$$"""
            {"generations_by_pk":{"id":"{{{Id}}}","status":"COMPLETE","prompt":"a fox","seed":7,"imageWidth":1280,"imageHeight":720,"public":false,"createdAt":"2026-03-09T14:14:40.123",
            "generated_images":[{"id":"{{{Id}}}","url":"https://cdn.invalid/1.jpg","motionMP4URL":"https://cdn.invalid/1.mp4"}],"prompt_moderations":[]},
            "generate":{"generationId":"{{{Id}}}","cost":{"amount":"0.24","unit":"DOLLARS"}} }
            """);
        var job = new SeedanceGeneration { Id = Id };

        Assert.InRange(await CountEachAsync(() => client.ReadAsync(job, default)), 1, MaxForPoll);
        Assert.InRange(await CountEachAsync(CreateAsync), 1, MaxForCreate);

        async Task CreateAsync()
        {
            using var permit = await api.AcquireCreateAsync(default);
            await api.CreateGenerationAsync(RequestWriter.Write(new SeedanceRequest { Prompt = "a fox", Seed = 7 }, VideoModels.Seedance20Fast), default);
        }
    }

    [Fact]
    public async Task Ten_thousand_waits_use_little_memory()
    {
        const int count = 10_000;
        using var stop = new CancellationTokenSource();
        var (client, _) = Offline($$$"""{"generations_by_pk":{"id":"{{{Id}}}","status":"PENDING"},"user_details":[{"user":{"id":"{{{Id}}}"}}] }""");
        await client.ReadUnfinishedAsync(failure => throw failure, default);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var waits = Enumerable.Range(0, count).Select(number => client.WaitAsync(new SeedanceGeneration { Id = Guid.NewGuid().ToString(), SubmittedAt = DateTimeOffset.UtcNow, Sequence = number }, TimeSpan.FromHours(1), stop.Token)).ToList();
        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / count;

        Assert.InRange(each, 1, MaxForWait);
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(waits));
    }

    /// <summary>A service that responds at once: everything runs on this thread, and no network is counted.</summary>
    private static (SeedanceClient Client, LeonardoApi Api) Offline(string response)
    {
        var connection = SeedanceConnection.ToSandbox(new Uri("https://sandbox.seedance.invalid/api/rest"), new FixedResponse(response), TimeSpan.FromSeconds(100));
        var options = new ClientOptions { Gate = new RequestGate(1) };
        return (new SeedanceClient(connection, options), new LeonardoApi(connection, options));
    }

    private static async Task<long> CountEachAsync(Func<Task> work)
    {
        await RunAsync(100);
        var before = GC.GetAllocatedBytesForCurrentThread();
        await RunAsync(100);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / 100;

        async Task RunAsync(int times)
        {
            for (var time = 0; time < times; time++)
            {
                await work();
            }
        }
    }

    private static async Task<long> CountAsync(Func<Task> work)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await work();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    private string CreateImage(string name, long length)
    {
        using var file = File.Create(Path.Combine(_folder.FullName, name));
        file.Write(Samples.PngSample.Build());
        file.SetLength(length);
        return file.Name;
    }

    private sealed class FixedResponse(string response) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(response) });
    }
}
