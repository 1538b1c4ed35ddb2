using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Seedance.Sandbox;

namespace Seedance.Tests.Sandbox;

/// <summary>The simulator responds as the service does, and rejects what the service would reject.</summary>
public sealed class SandboxServiceTests : IDisposable
{
    private const string Sample = """{"model":"seedance-2.0-fast","public":false,"parameters":{"prompt":"a fox","quantity":1}}""";

    private static readonly byte[] _png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0, 0];

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 9, 14, 14, 40, TimeSpan.Zero));
    private readonly List<HttpClient> _clients = [];

    public void Dispose() => _clients.ForEach(client => client.Dispose());

    [Theory]
    [InlineData("""{}""", "model must be")]
    [InlineData("""{"model":"seedance-1.0-pro"}""", "model must be")]
    [InlineData("""{"model":"seedance-2.0-fast"}""", "parameters must be an object")]
    [InlineData("""{"colour":"red"}""", "colour is not allowed")]
    [InlineData("""{"public":"no"}""", "public must be a boolean")]
    [InlineData("""[]""", "body must be an object")]
    public async Task A_body_that_is_not_as_documented_is_rejected(string body, string message) => AssertRejected(await CreateAsync(Service(), body), message);

    [Theory]
    [InlineData("\"quantity\":1", "parameters.prompt must be")]
    [InlineData("\"prompt\":\"\",\"quantity\":1", "parameters.prompt must be")]
    [InlineData("\"prompt\":5,\"quantity\":1", "parameters.prompt must be")]
    [InlineData("\"prompt\":\"a\"", "parameters.quantity is required")]
    [InlineData("\"prompt\":\"a\",\"quantity\":2", "parameters.quantity must be between")]
    [InlineData("\"prompt\":\"a\",\"quantity\":1,\"duration\":3", "parameters.duration must be between 4 and 15")]
    [InlineData("\"prompt\":\"a\",\"quantity\":1,\"duration\":16", "parameters.duration must be between 4 and 15")]
    [InlineData("\"prompt\":\"a\",\"quantity\":1,\"duration\":\"8\"", "parameters.duration must be an integer")]
    [InlineData("\"prompt\":\"a\",\"quantity\":1,\"seed\":-2", "parameters.seed must be between")]
    [InlineData("\"prompt\":\"a\",\"quantity\":1,\"seed\":4294967296", "parameters.seed must be between")]
    [InlineData("\"prompt\":\"a\",\"quantity\":1,\"width\":1280.5", "parameters.width must be an integer")]
    [InlineData("\"prompt\":\"a\",\"quantity\":1,\"motion_has_audio\":1", "parameters.motion_has_audio must be a boolean")]
    [InlineData("\"prompt\":\"a\",\"quantity\":1,\"mode\":\"RESOLUTION_1080\"", "parameters.mode must be one of")]
    [InlineData("\"prompt\":\"a\",\"quantity\":1,\"mode\":\"RESOLUTION_480\",\"width\":1280,\"height\":720", "parameters.mode must agree")]
    [InlineData("\"prompt\":\"a\",\"quantity\":1,\"styles\":[]", "parameters.styles is not allowed")]
    public async Task A_parameter_out_of_range_is_rejected(string parameters, string message) => AssertRejected(await CreateWithAsync(Service(), parameters), message);

    [Theory]
    [InlineData("""{"end_frame":[IMAGE]}""", "end_frame requires start_frame")]
    [InlineData("""{"start_frame":[IMAGE],"image_reference":[IMAGE]}""", "image_reference cannot be combined")]
    [InlineData("""{"start_frame":[IMAGE],"video_reference_base":[VIDEO]}""", "video_reference_base cannot be combined")]
    [InlineData("""{"audio_reference":[AUDIO]}""", "audio_reference requires")]
    [InlineData("""{"start_frame":[IMAGE],"audio_reference":[AUDIO]}""", "audio_reference requires")]
    [InlineData("""{"start_frame":[IMAGE,IMAGE]}""", "must be an array of 1 to 1 items")]
    [InlineData("""{"start_frame":[]}""", "must be an array of 1 to 1 items")]
    [InlineData("""{"image_reference":[IMAGE,IMAGE,IMAGE,IMAGE,IMAGE]}""", "must be an array of 1 to 4 items")]
    [InlineData("""{"video_reference_base":[VIDEO,VIDEO,VIDEO,VIDEO]}""", "must be an array of 1 to 3 items")]
    [InlineData("""{"start_frame":[{"image":{"id":"x"}}]}""", "image.type must be one of")]
    [InlineData("""{"start_frame":[{"image":{"type":"UPLOADED"}}]}""", "image.id must be a string")]
    [InlineData("""{"start_frame":[{"image":{"id":"x","type":"UPLOADED"},"strength":"LOW"}]}""", "start_frame.strength is not allowed")]
    [InlineData("""{"image_reference":[{"image":{"id":"x","type":"UPLOADED"},"strength":"MAX"}]}""", "strength must be one of: LOW, MID, HIGH")]
    [InlineData("""{"image_reference":[{"image":{"id":"x","type":"UPLOADED"},"order":-1}]}""", "order must be between")]
    [InlineData("""{"video_reference_base":[{"video":{"url":"https://x","type":"URL"}}]}""", "video.type must be one of: UPLOADED, GENERATED")]
    [InlineData("""{"style":[]}""", "guidances.style is not allowed")]
    public async Task A_guidance_that_the_model_does_not_support_is_rejected(string guidances, string message)
    {
        var filled = guidances
            .Replace("IMAGE]", "{\"image\":{\"id\":\"x\",\"type\":\"UPLOADED\"}}]", StringComparison.Ordinal)
            .Replace("IMAGE,", "{\"image\":{\"id\":\"x\",\"type\":\"UPLOADED\"}},", StringComparison.Ordinal)
            .Replace("VIDEO]", "{\"video\":{\"id\":\"x\",\"type\":\"UPLOADED\"}}]", StringComparison.Ordinal)
            .Replace("VIDEO,", "{\"video\":{\"id\":\"x\",\"type\":\"UPLOADED\"}},", StringComparison.Ordinal)
            .Replace("AUDIO", "{\"audio\":{\"id\":\"x\",\"type\":\"UPLOADED\"}}", StringComparison.Ordinal);

        AssertRejected(await CreateWithAsync(Service(), $"\"prompt\":\"a\",\"quantity\":1,\"guidances\":{filled}"), message);
    }

    [Fact]
    public async Task A_job_is_pending_then_complete_and_then_has_a_video()
    {
        var service = Service(new() { JobDuration = TimeSpan.FromSeconds(60), VideoLag = TimeSpan.FromSeconds(5) });
        var id = (string?)(await JsonAsync(await CreateAsync(service, Sample)))["generate"]!["generationId"];
        Assert.Equal('6', id![14]);

        var pending = await ReadAsync(service, id);
        Assert.Equal("PENDING", (string?)pending["status"]);
        Assert.Empty(pending["generated_images"]!.AsArray());
        Assert.Equal("2026-03-09T14:14:40.000", (string?)pending["createdAt"]);

        _clock.Advance(TimeSpan.FromSeconds(60));
        var complete = await ReadAsync(service, id);
        Assert.Equal("COMPLETE", (string?)complete["status"]);
        Assert.Null(complete["generated_images"]![0]!["motionMP4URL"]);

        _clock.Advance(TimeSpan.FromSeconds(5));
        var address = (string?)(await ReadAsync(service, id))["generated_images"]![0]!["motionMP4URL"];
        Assert.EndsWith($"/{id}.mp4", address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Jobs_over_the_concurrency_limit_are_queued_and_a_full_queue_is_a_429_inside_a_200()
    {
        var service = Service(new() { JobDuration = TimeSpan.FromSeconds(60), ConcurrencySlots = 1, QueueLimit = 1 });
        await CreateAsync(service, Sample);
        var second = (string?)(await JsonAsync(await CreateAsync(service, Sample)))["generate"]!["generationId"];

        var rejected = await CreateAsync(service, Sample);
        Assert.Equal(HttpStatusCode.OK, rejected.StatusCode);
        Assert.Equal(429, (int?)(await JsonAsync(rejected))["errors"]![0]!["extensions"]!["statusCode"]);

        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal("PENDING", (string?)(await ReadAsync(service, second!))["status"]);
        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal("COMPLETE", (string?)(await ReadAsync(service, second!))["status"]);
    }

    [Theory]
    [InlineData("a [[blocked]] fox", 400, "content moderation filter")]
    [InlineData("a [[retired]] fox", 400, "is not supported within the Production API")]
    public async Task Markers_in_the_prompt_cause_the_services_rejections(string prompt, int status, string message)
    {
        var response = await CreateWithAsync(Service(), $"\"prompt\":\"{prompt}\",\"quantity\":1");

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(message, (string?)(await JsonAsync(response))["error"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_job_contains_the_moderation_result()
    {
        var service = Service(new() { JobDuration = TimeSpan.Zero });
        var id = (string?)(await JsonAsync(await CreateWithAsync(service, "\"prompt\":\"[[fails]]\",\"quantity\":1")))["generate"]!["generationId"];

        var job = await ReadAsync(service, id!);

        Assert.Equal("FAILED", (string?)job["status"]);
        Assert.Equal("NSFW", (string?)job["prompt_moderations"]![0]!["moderationClassification"]![0]);
    }

    [Fact]
    public async Task Credits_run_out()
    {
        var service = Service(new() { Credits = 2000 });

        await CreateAsync(service, Sample);
        var second = await JsonAsync(await CreateAsync(service, Sample));

        Assert.StartsWith("not enough api tokens userId:", (string?)second["error"], StringComparison.Ordinal);
        Assert.Single(service.Jobs);
    }

    [Fact]
    public async Task An_unknown_or_deleted_generation_is_null()
    {
        var service = Service();
        var id = (string?)(await JsonAsync(await CreateAsync(service, Sample)))["generate"]!["generationId"];

        Assert.Equal(id, (string?)(await JsonAsync(await SendAsync(service, HttpMethod.Delete, $"v1/generations/{id}")))["delete_generations_by_pk"]!["id"]);
        Assert.Null((await JsonAsync(await SendAsync(service, HttpMethod.Get, $"v1/generations/{id}")))["generations_by_pk"]);
        Assert.Null((await JsonAsync(await SendAsync(service, HttpMethod.Delete, $"v1/generations/{id}")))["delete_generations_by_pk"]);
    }

    [Fact]
    public async Task The_list_is_newest_first_and_paged()
    {
        var service = Service();
        foreach (var prompt in new[] { "one", "two", "three" })
        {
            await CreateWithAsync(service, $"\"prompt\":\"{prompt}\",\"quantity\":1");
        }

        var me = (string?)(await JsonAsync(await SendAsync(service, HttpMethod.Get, "v1/me")))["user_details"]![0]!["user"]!["id"];
        var page = await JsonAsync(await SendAsync(service, HttpMethod.Get, $"v1/generations/user/{me}?offset=1&limit=1"));
        var stranger = await JsonAsync(await SendAsync(service, HttpMethod.Get, "v1/generations/user/me"));

        Assert.Equal("two", (string?)Assert.Single(page["generations"]!.AsArray())!["prompt"]);
        Assert.Empty(stranger["generations"]!.AsArray());
    }

    [Theory]
    [InlineData(null, 401, "Authentication hook unauthorized this request")]
    [InlineData("11111111-2222-4333-8444-555555555555", 401, "Authentication hook unauthorized this request")]
    [InlineData("nonsense", 500, "Invalid response from authorization hook")]
    public async Task A_wrong_key_is_rejected_in_both_ways_of_the_service(string? key, int status, string message)
    {
        var service = Service(new() { ApiKey = "0f9b7a52-7c1e-4b7c-8a53-1d2e3f405162" });

        var response = await SendAsync(service, HttpMethod.Get, "v1/me", key: key);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(message, (string?)(await JsonAsync(response))["error"]);
    }

    [Fact]
    public async Task An_image_can_be_a_frame_once_it_is_uploaded()
    {
        var service = Service();
        var (id, upload) = await PrepareUploadAsync(service);

        Assert.Contains("invalid init image id", await FrameErrorAsync(service, id), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await PostFormAsync(service, upload, _png)).StatusCode);

        Assert.Null(await FrameErrorAsync(service, id));
        Assert.Equal(_png.Length, Assert.Single(service.Uploads).Length);
    }

    [Fact]
    public async Task A_file_that_is_not_an_image_cannot_be_used()
    {
        var service = Service();
        var (id, upload) = await PrepareUploadAsync(service);

        await PostFormAsync(service, upload, "not an image"u8.ToArray());

        Assert.Contains("couldn't access image", await FrameErrorAsync(service, id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_was_changed_or_has_expired_is_rejected()
    {
        var service = Service();
        var (_, upload) = await PrepareUploadAsync(service);

        Assert.Equal(HttpStatusCode.Forbidden, (await PostFormAsync(service, upload, _png, fields => fields.Reverse())).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostFormAsync(service, upload, _png, fields => fields.Skip(1))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostFormAsync(service, upload, _png, fields => [])).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostFormAsync(service, upload, _png, key: "any")).StatusCode);

        _clock.Advance(TimeSpan.FromMinutes(2.1));
        Assert.Equal(HttpStatusCode.Forbidden, (await PostFormAsync(service, upload, _png)).StatusCode);
        Assert.False(Assert.Single(service.Uploads).Received);
    }

    [Fact]
    public async Task The_video_is_served_in_ranges_and_without_a_key()
    {
        var service = Service(new() { JobDuration = TimeSpan.Zero });
        var id = (string?)(await JsonAsync(await CreateAsync(service, Sample)))["generate"]!["generationId"];
        var address = (string?)(await ReadAsync(service, id!))["generated_images"]![0]!["motionMP4URL"];

        var full = await GetVideoAsync(service, address!);
        var bytes = await full.Content.ReadAsByteArrayAsync();
        var rest = await GetVideoAsync(service, address!, request => request.Headers.Range = new RangeHeaderValue(100, null));
        Assert.Equal(HttpStatusCode.PartialContent, rest.StatusCode);
        Assert.Equal(bytes[100..], await rest.Content.ReadAsByteArrayAsync());

        var changed = await GetVideoAsync(service, address!, request =>
        {
            request.Headers.Range = new RangeHeaderValue(100, null);
            request.Headers.IfRange = new RangeConditionHeaderValue("\"another version\"");
        });
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(416, (int)(await GetVideoAsync(service, address!, request => request.Headers.Range = new RangeHeaderValue(bytes.Length, null))).StatusCode);
        Assert.Equal(403, (int)(await GetVideoAsync(service, address!, request => request.Headers.Authorization = new("Bearer", "any"))).StatusCode);
    }

    [Fact]
    public async Task Two_jobs_have_two_videos()
    {
        var service = Service(new() { JobDuration = TimeSpan.Zero });
        await CreateAsync(service, Sample);
        await CreateAsync(service, Sample);

        var videos = await Task.WhenAll(service.Jobs.Select(async job => await (await GetVideoAsync(service, $"https://storage.seedance.invalid/videos/{job.Id}.mp4")).Content.ReadAsByteArrayAsync()));

        Assert.False(videos[0].SequenceEqual(videos[1]));
    }

    [Fact]
    public async Task Media_is_not_ready_for_a_while_after_its_upload()
    {
        var service = Service();
        Assert.Equal(400, (int)(await SendAsync(service, HttpMethod.Post, "v1/media", """{"extension":"avi"}""")).StatusCode);
        Assert.Contains("originalFilename", (await JsonAsync(await SendAsync(service, HttpMethod.Post, "v1/media", """{"extension":"mp3"}"""))).ToJsonString(), StringComparison.Ordinal);
        var upload = (await JsonAsync(await SendAsync(service, HttpMethod.Post, "v1/media", """{"extension":"mp4"}""")))["uploadMedia"]!;
        var id = (string?)upload["uploadId"];
        await PostFormAsync(service, upload, [1, 2, 3]);

        Assert.Null((await JsonAsync(await SendAsync(service, HttpMethod.Get, $"v1/media/{id}")))["uploaded_media_by_pk"]!["duration"]);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.NotNull((await JsonAsync(await SendAsync(service, HttpMethod.Get, $"v1/media/{id}")))["uploaded_media_by_pk"]!["duration"]);
    }

    [Fact]
    public async Task The_account_is_a_list_of_one()
    {
        var account = (await JsonAsync(await SendAsync(Service(), HttpMethod.Get, "v1/me")))["user_details"]!.AsArray();

        Assert.Equal(10, (int?)Assert.Single(account)!["apiConcurrencySlots"]);
    }

    private SandboxService Service(SandboxOptions? options = null) => new((options ?? new SandboxOptions()) with { Clock = _clock });

    private async Task<HttpResponseMessage> SendAsync(SandboxService service, HttpMethod method, string path, string? body = null, string? key = "any")
    {
        var client = new HttpClient(service, disposeHandler: false);
        _clients.Add(client);
        var request = new HttpRequestMessage(method, $"https://sandbox.seedance.invalid/api/rest/{path}")
        {
            Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = key is null ? null : new("Bearer", key);
        return await client.SendAsync(request);
    }

    private Task<HttpResponseMessage> CreateAsync(SandboxService service, string body) => SendAsync(service, HttpMethod.Post, "v2/generations", body);

    private Task<HttpResponseMessage> CreateWithAsync(SandboxService service, string parameters) =>
        CreateAsync(service, "{\"model\":\"seedance-2.0-fast\",\"parameters\":{" + parameters + "}}");

    private async Task<JsonNode> ReadAsync(SandboxService service, string id) =>
        (await JsonAsync(await SendAsync(service, HttpMethod.Get, $"v1/generations/{id}")))["generations_by_pk"]!;

    private async Task<(string Id, JsonNode Upload)> PrepareUploadAsync(SandboxService service)
    {
        var upload = (await JsonAsync(await SendAsync(service, HttpMethod.Post, "v1/init-image", """{"extension":"png"}""")))["uploadInitImage"]!;
        return ((string)upload["id"]!, upload);
    }

    private async Task<HttpResponseMessage> PostFormAsync(
        SandboxService service, JsonNode upload, byte[] file, Func<IEnumerable<KeyValuePair<string, JsonNode?>>, IEnumerable<KeyValuePair<string, JsonNode?>>>? change = null, string? key = null)
    {
        var form = new MultipartFormDataContent();
        IEnumerable<KeyValuePair<string, JsonNode?>> fields = JsonNode.Parse((string)upload["fields"]!)!.AsObject();
        foreach (var field in change?.Invoke(fields) ?? fields)
        {
            form.Add(new StringContent((string)field.Value!), field.Key);
        }

        form.Add(new ByteArrayContent(file), "file", "image.png");
        var client = new HttpClient(service, disposeHandler: false);
        _clients.Add(client);
        client.DefaultRequestHeaders.Authorization = key is null ? null : new("Bearer", key);
        return await client.PostAsync((string)upload["url"]!, form);
    }

    private async Task<string?> FrameErrorAsync(SandboxService service, string id) =>
        (string?)(await JsonAsync(await CreateWithAsync(service, $$$"""
            "prompt":"a","quantity":1,"guidances":{"start_frame":[{"image":{"id":"{{{id}}}","type":"UPLOADED"}}]}
            """)))["error"];

    private async Task<HttpResponseMessage> GetVideoAsync(SandboxService service, string address, Action<HttpRequestMessage>? change = null)
    {
        var client = new HttpClient(service, disposeHandler: false);
        _clients.Add(client);
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        change?.Invoke(request);
        return await client.SendAsync(request);
    }

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

    private static void AssertRejected(HttpResponseMessage response, string message)
    {
        // The usual validation failure: HTTP 200 with a top-level array.
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var error = Assert.Single(JsonNode.Parse(response.Content.ReadAsStringAsync().Result)!.AsArray())!["extensions"]!;
        Assert.Equal("VALIDATION_ERROR", (string?)error["code"]);
        Assert.Contains(message, string.Join('\n', error["details"]!["errors"]!.AsArray().Select(detail => (string?)detail!["message"])), StringComparison.Ordinal);
    }
}
