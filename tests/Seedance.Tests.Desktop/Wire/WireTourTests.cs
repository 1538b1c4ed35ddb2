using Seedance.Tests.Samples;

namespace Seedance.Tests.Wire;

/// <summary>The client of .NET Framework talks to a real server.</summary>
public sealed class WireTourTests : IDisposable
{
    private const string Create = "POST /api/rest/v2/generations";
    private const string Download = "GET /videos/";

    private readonly ServerProcess _server = new();
    private readonly SampleFolder _folder = new();
    private readonly SeedanceClient _client;

    public WireTourTests()
    {
        var connection = SeedanceConnection.ToService(Guid.NewGuid().ToString(), _server.ApiRoot, "Parameter", TimeSpan.FromSeconds(100), null);
        _client = new SeedanceClient(connection, new ClientOptions { Gate = new RequestGate(10), MaxInFlight = 10_000 });
    }

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_account_is_read()
    {
        var account = await _client.ReadAccountAsync(default);

        Assert.NotEmpty(account.UserId);
    }

    [Fact]
    public async Task An_image_is_uploaded_once_and_its_id_is_used_again()
    {
        var image = _folder.Open(PngSample.Build());

        var first = await _client.UploadAsync(image, force: false, default);
        var second = await _client.UploadAsync(image, force: false, default);

        var upload = Assert.Single(_server.Uploads())!;
        Assert.True((bool)upload["Received"]!);
        Assert.Equal(image.Length, (long)upload["Length"]!);
        Assert.Equal(((string)upload["Id"]!, first.Id), (first.Id, second.Id));
    }

    [Fact]
    public async Task Five_jobs_at_once_are_submitted_waited_for_and_saved()
    {
        var saved = await Task.WhenAll(Enumerable.Range(1, 5).Select(async number =>
            await SaveAsync(await _client.WaitAsync(await CreateAsync($"fox {number}"), TimeSpan.FromMinutes(1), default), number)));

        Assert.Equal(5, _server.Jobs().Count);
        Assert.Equal(5, _server.Requests(Create).Count);
        Assert.Equal(5, saved.Select(generation => generation.Id).Distinct().Count());
        for (var number = 1; number <= 5; number++)
        {
            using var video = File.OpenRead(PathOf(number));
            Assert.True(Mp4File.IsComplete(video));
        }
    }

    [Fact]
    public async Task A_job_whose_response_was_lost_is_found_and_not_submitted_again()
    {
        _server.AddFault($$"""{"Match":"{{Create}}","AfterProcessing":true,"Drop":true}""");

        var generation = await CreateAsync("a fox");

        Assert.Equal((string)Assert.Single(_server.Jobs())!["Id"]!, generation.Id);
        Assert.Single(_server.Requests(Create));
    }

    [Fact]
    public async Task A_download_that_breaks_off_is_resumed()
    {
        _server.AddFault($$"""{"Match":"{{Download}}","DisconnectAfter":1000}""");

        await SaveAsync(await _client.WaitAsync(await CreateAsync("a fox"), TimeSpan.FromMinutes(1), default), 1);

        using var video = File.OpenRead(PathOf(1));
        Assert.True(Mp4File.IsComplete(video));
        var requests = _server.Requests(Download);
        Assert.Equal(2, requests.Count);
        Assert.Equal("bytes=1000-", (string?)requests[1]!["Headers"]!["Range"]);
    }

    private string PathOf(int number) => Path.Combine(_folder.Path, $"{number}.mp4");

    private Task<SeedanceGeneration> CreateAsync(string prompt) =>
        _client.CreateAsync(new SeedanceRequest { Prompt = prompt }, VideoModels.Default, new SubmissionOptions(), default);

    private Task<SeedanceGeneration> SaveAsync(SeedanceGeneration generation, int number) => _client.SaveAsync(generation, new SaveOptions { Path = PathOf(number) }, default);
}
