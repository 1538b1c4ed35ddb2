namespace Seedance.Benchmarks;

/// <summary>The peer: HttpClient's stream copied to a file, without checks and under its final name.</summary>
internal sealed class PlainDownload : IDisposable
{
    private readonly HttpClient _client = new();

    public async Task RunAsync(Uri address, string path)
    {
        using var response = await _client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await using var file = File.Create(path);
        await response.Content.CopyToAsync(file);
    }

    public void Dispose() => _client.Dispose();
}
