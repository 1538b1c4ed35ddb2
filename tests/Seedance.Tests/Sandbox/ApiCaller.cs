using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Seedance.Sandbox;

namespace Seedance.Tests.Sandbox;

/// <summary>Calls the API as its documentation describes it, in process or over the wire, without the client library.</summary>
internal sealed class ApiCaller : IDisposable
{
    public static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3, 4, 5];
    public static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
    public static readonly byte[] Webp = [.. "RIFF"u8, 1, 2, 3, 4, .. "WEBP"u8, 1];

    private readonly Uri _root;

    public ApiCaller(SandboxService service, SandboxOptions options)
    {
        Http = new HttpClient(service, disposeHandler: false);
        _root = options.ApiRoot;
    }

    public ApiCaller(WireServer.WireServer server)
    {
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        _root = server.ApiRoot;
    }

    public HttpClient Http { get; }

    public void Dispose() => Http.Dispose();

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content = null, string? key = "any", CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(method, $"{_root}/{path}") { Content = content };
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return await Http.SendAsync(request, cancellationToken);
    }

    public Task<HttpResponseMessage> PostAsync(string path, string json, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, path, new StringContent(json, Encoding.UTF8, "application/json"), cancellationToken: cancellationToken);

    public async Task<JsonNode> GetAsync(string path) => await JsonAsync(await SendAsync(HttpMethod.Get, path));

    /// <summary>Creates a job with the prompt "a fox" and further parameters, given as JSON properties.</summary>
    public Task<HttpResponseMessage> CreateAsync(string parameters = "", string model = "seedance-2.0-fast", CancellationToken cancellationToken = default) =>
        PostAsync("v2/generations", $"{{\"model\":\"{model}\",\"parameters\":{{\"prompt\":\"a fox\",\"quantity\":1{(parameters == "" ? "" : ",")}{parameters}}}}}", cancellationToken);

    public Task<HttpResponseMessage> CreateWithAsync(string guidances) => CreateAsync($"\"guidances\":{guidances}");

    /// <summary>The error in a response of any shape; null when there is none.</summary>
    public static async Task<string?> GetErrorAsync(HttpResponseMessage response)
    {
        var json = await JsonAsync(response);
        return json is JsonArray ? json.ToJsonString() : (string?)json["error"] ?? (string?)json["errors"]?[0]?["message"];
    }

    /// <summary>Gets an upload form for a file with this extension.</summary>
    public async Task<(string Id, Uri Address, IReadOnlyList<KeyValuePair<string, string>> Fields)> PrepareAsync(string extension)
    {
        var isImage = extension is "png" or "jpg" or "jpeg" or "webp";
        var json = await JsonAsync(await PostAsync(
            isImage ? "v1/init-image" : "v1/media",
            isImage ? $$"""{"extension":"{{extension}}"}""" : $$"""{"extension":"{{extension}}","originalFilename":"a.{{extension}}"}"""));
        var form = json[isImage ? "uploadInitImage" : "uploadMedia"]!;
        var fields = JsonNode.Parse((string)form["fields"]!)!.AsObject().Select(field => new KeyValuePair<string, string>(field.Key, (string)field.Value!)).ToList();
        return ((string)form[isImage ? "id" : "uploadId"]!, new Uri((string)form["url"]!), fields);
    }

    public static MultipartFormDataContent Fill(IEnumerable<KeyValuePair<string, string>> fields, HttpContent? file)
    {
        var form = new MultipartFormDataContent();
        foreach (var field in fields)
        {
            // In quotes, as browsers and curl do.
            form.Add(new StringContent(field.Value), $"\"{field.Key}\"");
        }

        if (file is not null)
        {
            form.Add(file, "\"file\"", "\"a.bin\"");
        }

        return form;
    }

    public async Task<string> UploadAsync(string extension, byte[] file)
    {
        var (id, address, fields) = await PrepareAsync(extension);
        Assert.Equal(204, (int)(await Http.PostAsync(address, Fill(fields, new ByteArrayContent(file)))).StatusCode);
        return id;
    }

    public static async Task<JsonNode> JsonAsync(HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
}
