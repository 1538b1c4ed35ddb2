using Seedance.Tests.Samples;
using Seedance.WireServer;

namespace Seedance.Tests;

/// <summary>Generations and uploads are deleted, even when a response is lost.</summary>
public sealed class DeleteTests : IDisposable
{
    private readonly SampleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<bool> IsProcessed => [true, false];

    [Theory]
    [MemberData(nameof(IsProcessed))]
    public async Task A_delete_whose_response_was_lost_is_a_success(bool isProcessed)
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server, new InstantClock());
        var job = await client.CreateAsync();
        server.Faults.Add(new Fault("DELETE") { AfterProcessing = isProcessed, Drop = true });

        await client.Client.DeleteAsync(job, default);

        Assert.Equal(2, server.Count("DELETE"));
        Assert.Empty(server.Service.Jobs);
    }

    [Fact]
    public async Task A_delete_of_an_unknown_id_is_an_error()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server);

        await Assert.ThrowsAsync<NotFoundException>(() => client.Client.DeleteAsync(new() { Id = Guid.NewGuid().ToString() }, default));
        await Assert.ThrowsAsync<NotFoundException>(() => client.Client.DeleteMediaAsync(Guid.NewGuid().ToString(), default));
    }

    [Theory]
    [InlineData("v1/media", true)]
    [InlineData("v1/media", false)]
    [InlineData("v1/init-image", true)]
    [InlineData("v1/init-image", false)]
    public async Task An_uploaded_image_is_deleted_whichever_response_is_lost(string path, bool isProcessed)
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server, new InstantClock());
        var image = await client.Client.UploadAsync(_folder.Open(PngSample.Build(), "fox.png"), force: false, default);
        server.Faults.Add(new Fault($"DELETE /api/rest/{path}/") { AfterProcessing = isProcessed, Drop = true });

        await client.Client.DeleteMediaAsync(image.Id!, default);

        Assert.Empty(server.Service.Uploads);
        Assert.Null(client.Connection.KeyAccount.Current!.Uploads.Find(image.MediaKind, image.Sha256!));
    }
}
