using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization;

namespace Seedance.Benchmarks;

/// <summary>The peer: the same two exchanges with HttpClient and generated JSON code, without checks, retries or limits.</summary>
internal sealed class PlainClient(Uri apiRoot) : IDisposable
{
    private readonly HttpClient _client = new() { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Guid.NewGuid().ToString()) } };

    public async Task<CreateResponse> CreateAsync(string prompt)
    {
        var body = new CreateBody("seedance-2.0-fast", false, new CreateParameters(prompt, 1, 8, true, 1280, 720));
        using var response = await _client.PostAsJsonAsync($"{apiRoot.AbsoluteUri}/v2/generations", body, PlainJson.Default.CreateBody);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync(PlainJson.Default.CreateResponse))!;
    }

    public async Task<ReadAnswer> ReadAsync(string id) =>
        (await _client.GetFromJsonAsync($"{apiRoot.AbsoluteUri}/v1/generations/{id}", PlainJson.Default.ReadAnswer))!;

    public void Dispose() => _client.Dispose();

    internal sealed record CreateBody(string Model, bool Public, CreateParameters Parameters);

    internal sealed record CreateParameters(string Prompt, int Quantity, int Duration, [property: JsonPropertyName("motion_has_audio")] bool Audio, int Width, int Height);

    internal sealed record CreateResponse(CreatedJob Generate);

    internal sealed record CreatedJob(string GenerationId, Cost Cost);

    internal sealed record Cost(string Amount, string Unit);

    internal sealed record ReadAnswer([property: JsonPropertyName("generations_by_pk")] Job Job);

    internal sealed record Job(string Id, string Status, string Prompt, long Seed, int ImageWidth, int ImageHeight, bool Public, string CreatedAt, [property: JsonPropertyName("generated_images")] IReadOnlyList<Video> Videos);

    internal sealed record Video(string Id, string Url, [property: JsonPropertyName("motionMP4URL")] string VideoUrl);
}

/// <summary>The code that reads and writes the peer's records.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PlainClient.CreateBody))]
[JsonSerializable(typeof(PlainClient.CreateResponse))]
[JsonSerializable(typeof(PlainClient.ReadAnswer))]
internal sealed partial class PlainJson : JsonSerializerContext;
