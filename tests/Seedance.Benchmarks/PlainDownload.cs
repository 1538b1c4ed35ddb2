namespace Seedance.Benchmarks;

/// <summary>The peer: HttpClient's stream copied to a file, without checks or another name meanwhile.</summary>
internal sealed class PlainDownload : IDisposable
{
    private readonly HttpClient _client = new();

    public async Task RunAsync(Uri address, string path)
    {
        using var answer = await _client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        await using var file = File.Create(path);
        await answer.Content.CopyToAsync(file);
    }

    public void Dispose() => _client.Dispose();
}
