using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Seedance.Tests.Samples;
using Seedance.WireServer;

namespace Seedance.Tests;

/// <summary>Uploads are streamed, with the form's fields first and in order, without the key, and with a new form when one is rejected.</summary>
public sealed class MediaUploaderTests : IDisposable
{
    private static readonly byte[] _png = PngSample.Build();

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedance-");

    public void Dispose() => _folder.Delete(recursive: true);

    public static TheoryData<string, byte[], string, string> Images => new()
    {
        { "fox.png", _png, "png", "image/png" },
        { "fox.jpeg", JpegSample.Build(), "jpg", "image/jpeg" },
        { "fox.webp", RiffSample.WebP(), "webp", "image/webp" },
        { "misnamed.jpg", _png, "png", "image/png" },
    };

    [Theory]
    [MemberData(nameof(Images))]
    public async Task A_form_is_posted_exactly_as_the_storage_requires_it(string name, byte[] content, string extension, string type)
    {
        await using var server = await WireServer.WireServer.StartAsync();
        await UploadAsync(server, name, content);

        // The account of the key, the form, the file.
        Assert.Equal("GET /api/rest/v1/me -> 200", server.Requests[0].ToString());
        Assert.Equal(extension, (string?)JsonNode.Parse(server.Requests[1].Text)!["extension"]);
        var post = server.Requests[2];
        Assert.Equal(3, server.Requests.Count);
        Assert.True(post.IsStorage);
        Assert.DoesNotContain("Authorization", post.Headers.Keys);
        Assert.Equal(post.BodyLength.ToString(), post.Headers["Content-Length"]);
        var boundary = post.Headers["Content-Type"]["multipart/form-data; boundary=".Length..];
        Assert.DoesNotContain('"', boundary);
        Assert.Equal(ExpectedForm(server, boundary, content, type), post.Body);
    }

    [Fact]
    public async Task A_form_that_is_rejected_is_replaced_by_a_new_one()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault("POST /uploads") { Status = 403, Body = "<Error>Policy expired</Error>", ContentType = "application/xml" });

        var media = await UploadAsync(server, "fox.png", _png);

        Assert.Equal(2, server.Count("POST /api/rest/v1/init-image"));
        Assert.True(server.Service.Uploads.Single(upload => upload.Id == media.Id).Received);
    }

    [Fact]
    public async Task A_storage_with_too_many_requests_gets_the_file_later()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault("POST /uploads") { Status = 429, RetryAfter = "2" });

        var media = await UploadAsync(server, "fox.png", _png);

        Assert.Equal(2, server.Count("POST /uploads"));
        Assert.True(server.Service.Uploads.Single(upload => upload.Id == media.Id).Received);
    }

    [Fact]
    public async Task The_storage_receives_what_is_on_disk()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        byte[] content = [.. _png, .. RandomNumberGenerator.GetBytes(3_000_000)];

        var media = await UploadAsync(server, "fox.png", content);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), Assert.Single(server.Service.Uploads).Sha256);
        Assert.Equal(media.Sha256, server.Service.Uploads[0].Sha256);
    }

    [Fact]
    public async Task Media_with_an_id_is_not_uploaded()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var media = new SeedanceMedia { Id = "x" };

        Assert.Same(media, await new TestClient(server).Client.UploadAsync(media, force: false, default));
        Assert.Equal("GET /api/rest/v1/me -> 200", Assert.Single(server.Requests).ToString());
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0x89 })]
    [InlineData(new byte[] { 0x52, 0x49, 0x46, 0x46, 0, 0, 0, 0, 0x41, 0x56, 0x49, 0x20 })]
    [InlineData(new byte[] { 0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 0, 0, 0, 0, 0, 0 })]
    public void A_file_of_an_unsupported_type_is_rejected_before_anything_is_sent(byte[] content)
    {
        var path = Path.Combine(_folder.FullName, "fox.png");
        File.WriteAllBytes(path, content);

        Assert.Equal(path, Assert.Throws<InvalidMediaException>(() => MediaFile.Open(path)).Path);
    }

    private async Task<SeedanceMedia> UploadAsync(WireServer.WireServer server, string name, byte[] content)
    {
        var path = Path.Combine(_folder.FullName, name);
        await File.WriteAllBytesAsync(path, content);
        return await new TestClient(server, new InstantClock()).Client.UploadAsync(MediaFile.Open(path), force: false, default);
    }

    private static byte[] ExpectedForm(WireServer.WireServer server, string boundary, byte[] content, string type)
    {
        var upload = Assert.Single(server.Service.Uploads);
        var text = new StringBuilder();
        foreach (var (name, value) in upload.Fields)
        {
            text.Append($"--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        }

        text.Append($"--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"upload\"\r\nContent-Type: {type}\r\n\r\n");
        return [.. Encoding.UTF8.GetBytes(text.ToString()), .. content, .. Encoding.UTF8.GetBytes($"\r\n--{boundary}--\r\n")];
    }
}
