using System.Net.Http.Headers;
using System.Text.Json;

namespace Seedance.Benchmarks;

/// <summary>The plain way to wait for many: a task for each job, which reads it every ten seconds. Runs in the shell that is measured.</summary>
public static class PlainWaits
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(10);

    /// <summary>Waits for jobs, beside the caller.</summary>
    public static Task Start(string root, string key, string[] ids)
    {
        var client = new HttpClient { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };
        return Task.WhenAll(ids.Select(id => Task.Run(() => WaitAsync(client, $"{root}/v1/generations/{id}"))));
    }

    private static async Task WaitAsync(HttpClient client, string address)
    {
        // Not all in the same instant.
        await Task.Delay(TimeSpan.FromSeconds(_pause.TotalSeconds * Random.Shared.NextDouble()));
        while (true)
        {
            using var response = JsonDocument.Parse(await client.GetByteArrayAsync(new Uri(address)));
            if (response.RootElement.GetProperty("generations_by_pk").GetProperty("status").GetString() != "PENDING")
            {
                return;
            }

            await Task.Delay(_pause);
        }
    }
}
