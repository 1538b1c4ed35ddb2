using Seedance.Tests.Samples;
using Seedance.WireServer;

namespace Seedance.Tests;

/// <summary>The service forgets uploads. A local file whose earlier upload it rejects is uploaded again, once, and the request is sent again: nothing was created.</summary>
public sealed class RejectedMediaTests : IDisposable
{
    private const string Create = "POST /api/rest/v2/generations";
    private const string Upload = "POST /uploads";
    private const string UnknownImage = """{"error":"invalid init image id","path":"$","code":"bad-request"}""";
    private const string InvalidFrame = """[{"message":"Validation failed","extensions":{"code":"VALIDATION_ERROR","statusCode":400,"details":{"errors":[{"message":"parameters.guidances.start_frame is invalid"}]}}}]""";
    private const string InvalidFrameAndWidth = """[{"message":"Validation failed","extensions":{"code":"VALIDATION_ERROR","statusCode":400,"details":{"errors":[{"message":"parameters.width is odd"},{"message":"parameters.guidances.start_frame is invalid"}]}}}]""";
    private const string InvalidWidth = """[{"message":"Validation failed","extensions":{"code":"VALIDATION_ERROR","statusCode":400,"details":{"errors":[{"message":"parameters.width must be one of: 864"}]}}}]""";

    private readonly SampleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(400, UnknownImage)]
    [InlineData(200, InvalidFrame)]
    [InlineData(200, InvalidFrameAndWidth)]
    public async Task A_rejected_local_file_is_uploaded_again_and_its_request_sent_again(int status, string body)
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { Status = status, Body = body });
        var client = new TestClient(server);

        var generation = await client.CreateAsync(FoxFrom("fox.png"));

        Assert.Equal((2, 2), (server.Count(Upload), server.Count(Create)));
        Assert.Equal(Assert.Single(server.Service.Jobs).Id, generation.Id);
        Assert.Equal((generation.Id, server.Service.Uploads[1].Id), (client.TheJob.Id, Assert.Single(client.TheJob.Media).Id));
        Assert.Equal(1, client.Connection.KeyAccount.Current!.InFlight.Count);
    }

    [Fact]
    public async Task A_file_that_is_not_rejected_is_uploaded_once_for_all_jobs()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server);

        await client.CreateAsync(FoxFrom("fox.png"));
        await client.CreateAsync(FoxFrom("fox.png"));

        Assert.Equal((1, 2), (server.Count(Upload), server.Count(Create)));
    }

    [Fact]
    public async Task A_file_that_is_rejected_twice_is_an_error()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { Times = 100, Status = 400, Body = UnknownImage });
        var client = new TestClient(server);

        await Assert.ThrowsAsync<MediaRejectedException>(() => client.CreateAsync(FoxFrom("fox.png")));

        Assert.Equal((2, 2), (server.Count(Upload), server.Count(Create)));
        Assert.Empty(client.Jobs);
        Assert.Equal(0, client.Connection.KeyAccount.Current!.InFlight.Count);
    }

    [Fact]
    public async Task A_rejection_of_anything_else_is_an_error_at_once()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { Status = 200, Body = InvalidWidth });
        var client = new TestClient(server);

        await Assert.ThrowsAsync<RequestRejectedException>(() => client.CreateAsync(FoxFrom("fox.png")));

        Assert.Equal((1, 1), (server.Count(Upload), server.Count(Create)));
    }

    [Fact]
    public async Task An_id_that_the_user_gave_can_not_be_uploaded_again()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { Status = 400, Body = UnknownImage });
        var client = new TestClient(server);
        var image = new SeedanceMedia { MediaKind = SeedanceMediaKind.Image, Id = "1f0c2b6e-53a4-6f10-9a52-0242ac120002" };

        await Assert.ThrowsAsync<MediaRejectedException>(() => client.CreateAsync(new SeedanceRequest { Prompt = "a fox", StartFrame = image }));

        Assert.Equal((0, 1), (server.Count(Upload), server.Count(Create)));
    }

    [Fact]
    public async Task Of_several_media_the_local_files_are_uploaded_again()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server);
        var uploaded = await client.Client.UploadAsync(_folder.Open(PngSample.Build(width: 65), "owl.png"), force: false, default);
        server.Faults.Add(new Fault(Create) { Status = 400, Body = UnknownImage });

        await client.CreateAsync(FoxFrom("fox.png") with { EndFrame = new SeedanceMedia { MediaKind = SeedanceMediaKind.Image, Id = uploaded.Id } });

        Assert.Equal((3, 2), (server.Count(Upload), server.Count(Create)));
        Assert.Contains(uploaded.Id!, Assert.Single(server.Service.Jobs).Body, StringComparison.Ordinal);
    }

    private SeedanceRequest FoxFrom(string name) => new() { Prompt = "a fox", StartFrame = _folder.Open(PngSample.Build(), name) };
}
