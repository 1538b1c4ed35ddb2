using Microsoft.Extensions.Time.Testing;
using Seedance.Sandbox;

namespace Seedance.Tests.Sandbox;

/// <summary>A job can refer to media only if it exists, is ready and is of the right kind.</summary>
public sealed class SandboxMediaTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 9, 14, 14, 40, TimeSpan.Zero));
    private readonly SandboxService _service;
    private readonly ApiCaller _api;

    public SandboxMediaTests()
    {
        var options = new SandboxOptions { Clock = _clock, JobDuration = TimeSpan.FromSeconds(60) };
        _service = new SandboxService(options);
        _api = new ApiCaller(_service, options);
    }

    public void Dispose()
    {
        _api.Dispose();
        _service.Dispose();
    }

    public static TheoryData<string, byte[], string?> ImageFiles => new()
    {
        { "png", ApiCaller.Png, null },
        { "jpg", ApiCaller.Jpeg, null },
        { "jpeg", ApiCaller.Jpeg, null },
        { "webp", ApiCaller.Webp, null },
        { "png", ApiCaller.Jpeg, "couldn't access image" },
        { "jpg", ApiCaller.Webp, "couldn't access image" },
        { "webp", ApiCaller.Png, "couldn't access image" },
        { "webp", "RIFF1234WAVE"u8.ToArray(), "couldn't access image" },
        { "png", [], "couldn't access image" },
        { "jpg", [0xFF, 0xD8], "couldn't access image" },
    };

    [Theory]
    [MemberData(nameof(ImageFiles))]
    public async Task An_uploaded_image_must_match_its_extension(string extension, byte[] file, string? error)
    {
        var id = await _api.UploadAsync(extension, file);

        Assert.Equal(error, await ApiCaller.GetErrorAsync(await _api.CreateWithAsync($$$"""{"start_frame":[{{{Image(id)}}}]}""")));
    }

    public static TheoryData<string, string?> InlineImages => new()
    {
        { Convert.ToBase64String(ApiCaller.Png), null },
        { Convert.ToBase64String(ApiCaller.Webp), null },
        { Convert.ToBase64String("not an image"u8), "couldn't access image" },
        { "data:image/png;base64," + Convert.ToBase64String(ApiCaller.Png), "image.data must be base64" },
        { "", "image.data must be a string" },
    };

    [Theory]
    [MemberData(nameof(InlineImages))]
    public async Task An_inline_image_must_be_plain_base64_of_an_image(string data, string? error)
    {
        var found = await ApiCaller.GetErrorAsync(await _api.CreateWithAsync($$$"""{"start_frame":[{"image":{"data":"{{{data}}}","type":"BASE64"}}]}"""));

        AssertError(error, found);
    }

    [Theory]
    [InlineData("https://example.com/fox.png", null)]
    [InlineData("http://example.com/fox.png", "couldn't access image")]
    [InlineData("fox.png", "couldn't access image")]
    public async Task An_image_url_must_be_https(string address, string? error) =>
        Assert.Equal(error, await ApiCaller.GetErrorAsync(await _api.CreateWithAsync($$$"""{"start_frame":[{"image":{"url":"{{{address}}}","type":"URL"}}]}""")));

    [Theory]
    [InlineData("image", "png", null)]
    [InlineData("image", "mp4", "invalid init image id")]
    [InlineData("image", "wav", "invalid init image id")]
    [InlineData("video", "mp4", null)]
    [InlineData("video", "mov", null)]
    [InlineData("video", "mp3", "invalid media id")]
    [InlineData("video", "png", "invalid media id")]
    [InlineData("audio", "mp3", null)]
    [InlineData("audio", "wav", null)]
    [InlineData("audio", "mp4", "invalid media id")]
    public async Task A_reference_must_be_of_the_kind_of_its_guidance(string kind, string extension, string? error)
    {
        var image = await _api.UploadAsync("png", ApiCaller.Png);
        var id = await _api.UploadAsync(extension, ApiCaller.Png);
        _clock.Advance(TimeSpan.FromSeconds(5));

        var guidances = kind switch
        {
            "image" => $$$"""{"image_reference":[{{{Image(id)}}}]}""",
            "video" => $$$"""{"video_reference_base":[{"video":{"id":"{{{id}}}","type":"UPLOADED"}}]}""",
            _ => $$$"""{"image_reference":[{{{Image(image)}}}],"audio_reference":[{"audio":{"id":"{{{id}}}","type":"UPLOADED"}}]}""",
        };

        Assert.Equal(error, await ApiCaller.GetErrorAsync(await _api.CreateWithAsync(guidances)));
    }

    [Fact]
    public async Task A_video_is_rejected_until_it_is_ready_and_after_it_was_deleted()
    {
        var id = await _api.UploadAsync("mp4", [1, 2, 3]);
        var guidances = $$$"""{"video_reference_base":[{"video":{"id":"{{{id}}}","type":"UPLOADED"}}]}""";

        Assert.Equal("media is not ready", await ApiCaller.GetErrorAsync(await _api.CreateWithAsync(guidances)));
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Null(await ApiCaller.GetErrorAsync(await _api.CreateWithAsync(guidances)));

        await _api.SendAsync(HttpMethod.Delete, $"v1/media/{id}");
        Assert.Equal("invalid media id", await ApiCaller.GetErrorAsync(await _api.CreateWithAsync(guidances)));
    }

    [Fact]
    public async Task A_generated_video_is_referred_to_by_its_video_id_once_it_is_complete()
    {
        await _api.CreateAsync();
        var first = Assert.Single(_service.Jobs);
        static string Extend(string id) => $$$"""{"video_reference_base":[{"video":{"id":"{{{id}}}","type":"GENERATED"}}]}""";

        Assert.Equal("invalid media id", await ApiCaller.GetErrorAsync(await _api.CreateWithAsync(Extend(first.VideoId))));
        _clock.Advance(TimeSpan.FromSeconds(60));

        Assert.Null(await ApiCaller.GetErrorAsync(await _api.CreateWithAsync(Extend(first.VideoId))));
        // Using the ID of the generation is the usual mistake.
        Assert.Equal("invalid media id", await ApiCaller.GetErrorAsync(await _api.CreateWithAsync(Extend(first.Id))));
    }

    [Fact]
    public async Task An_unknown_id_is_rejected_whatever_its_type()
    {
        foreach (var type in new[] { "GENERATED", "VARIATION", "UPLOADED" })
        {
            var guidances = $$$"""{"start_frame":[{"image":{"id":"{{{Guid.NewGuid()}}}","type":"{{{type}}}"}}]}""";
            Assert.Equal("invalid init image id", await ApiCaller.GetErrorAsync(await _api.CreateWithAsync(guidances)));
        }
    }

    [Theory]
    [InlineData("v1/init-image", """{"extension":"png"}""", null)]
    [InlineData("v1/init-image", """{"extension":"gif"}""", "invalid file extension")]
    [InlineData("v1/init-image", """{"extension":".png"}""", "invalid file extension")]
    [InlineData("v1/init-image", """{"extension":"PNG"}""", "invalid file extension")]
    [InlineData("v1/init-image", """{}""", "invalid file extension")]
    [InlineData("v1/init-image", """{"extension":"png","name":"fox"}""", "unexpected field name")]
    [InlineData("v1/init-image", """["png"]""", "expecting an object")]
    [InlineData("v1/media", """{"extension":"mp4"}""", null)]
    [InlineData("v1/media", """{"extension":"mp3","originalFilename":"song.mp3"}""", null)]
    [InlineData("v1/media", """{"extension":"mp3","originalFilename":""}""", "originalFilename is required for audio")]
    [InlineData("v1/media", """{"extension":"wav"}""", "originalFilename is required for audio")]
    [InlineData("v1/media", """{"extension":"png"}""", "invalid file extension")]
    public async Task An_upload_form_is_created_for_the_supported_extensions(string path, string body, string? error) =>
        AssertError(error, await ApiCaller.GetErrorAsync(await _api.PostAsync(path, body)));

    [Fact]
    public async Task An_upload_needs_all_fields_in_order_then_the_file_a_known_length_and_a_form_that_has_not_expired()
    {
        var (_, address, fields) = await _api.PrepareAsync("png");
        async Task<string> PostAsync(HttpContent content)
        {
            var response = await _api.Http.PostAsync(address, content);
            Assert.Equal(response.IsSuccessStatusCode ? null : "application/xml", response.Content.Headers.ContentType?.MediaType);
            return $"{(int)response.StatusCode}{await response.Content.ReadAsStringAsync()}";
        }

        HttpContent ImageFile() => new ByteArrayContent(ApiCaller.Png);
        var changed = fields.Select(field => field.Key == "Policy" ? new("Policy", "other") : field);

        Assert.StartsWith("403", await PostAsync(ApiCaller.Fill(fields.Reverse(), ImageFile())), StringComparison.Ordinal);
        Assert.StartsWith("403", await PostAsync(ApiCaller.Fill(fields.SkipLast(1), ImageFile())), StringComparison.Ordinal);
        Assert.StartsWith("403", await PostAsync(ApiCaller.Fill(fields.Append(new("acl", "public")), ImageFile())), StringComparison.Ordinal);
        Assert.StartsWith("403", await PostAsync(ApiCaller.Fill(changed, ImageFile())), StringComparison.Ordinal);
        Assert.Contains("exactly one file", await PostAsync(ApiCaller.Fill(fields, null)), StringComparison.Ordinal);
        Assert.Contains("MissingContentLength", await PostAsync(ApiCaller.Fill(fields, new StreamContent(new LengthlessStream(ApiCaller.Png)))), StringComparison.Ordinal);
        Assert.Contains("multipart/form-data", await PostAsync(ImageFile()), StringComparison.Ordinal);
        Assert.False(Assert.Single(_service.Uploads).Received);

        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("204", await PostAsync(ApiCaller.Fill(fields, ImageFile())));
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Contains("Policy expired", await PostAsync(ApiCaller.Fill(fields, ImageFile())), StringComparison.Ordinal);
        var upload = Assert.Single(_service.Uploads);
        Assert.Equal((true, (long)ApiCaller.Png.Length), (upload.Received, upload.Length));
    }

    private static void AssertError(string? expected, string? found)
    {
        if (expected is null)
        {
            Assert.Null(found);
        }
        else
        {
            Assert.Contains(expected, found, StringComparison.Ordinal);
        }
    }

    private static string Image(string id) => $$$"""{"image":{"id":"{{{id}}}","type":"UPLOADED"}}""";

    private sealed class LengthlessStream(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
