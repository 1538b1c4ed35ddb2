using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Seedance.Benchmarks;

/// <summary>The least that .NET can take for images in and videos out: all at once, each job read when it is sure to be done, and nothing checked, kept or sent again. Runs in the shell that is measured.</summary>
public static class PlainPipe
{
    private static readonly TimeSpan _untilDone = TimeSpan.FromSeconds(2.1);

    /// <summary>Makes a video of each PNG of a folder.</summary>
    public static void Run(string root, string key, string folder) => RunAsync(root, key, folder).GetAwaiter().GetResult();

    private static async Task RunAsync(string root, string key, string folder)
    {
        using var api = new HttpClient { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };
        using var files = new HttpClient();
        using var uploads = new SemaphoreSlim(10);
        var videos = Directory.CreateDirectory(Path.Combine(folder, "videos")).FullName;
        await Task.WhenAll(Directory.GetFiles(folder, "*.png").Select(MakeAsync));

        async Task MakeAsync(string path)
        {
            await uploads.WaitAsync();
            string id;
            try
            {
                id = await UploadAsync(path);
            }
            finally
            {
                uploads.Release();
            }

            var body = $$"""
                {
                  "model": "seedance-2.0-fast", "public": false,
                  "parameters": {
                    "prompt": "Bring this picture to life", "quantity": 1, "duration": 8, "width": 1280, "height": 720, "motion_has_audio": true,
                    "guidances": { "start_frame": [ { "image": { "id": "{{id}}", "type": "UPLOADED" } } ] }
                  }
                }
                """;
            using var created = await ReadAsync(await api.PostAsync($"{root}/v2/generations", Json(body)));
            await Task.Delay(_untilDone);
            using var job = await ReadAsync(await api.GetAsync($"{root}/v1/generations/{created.RootElement.GetProperty("generate").GetProperty("generationId").GetString()}"));
            var address = job.RootElement.GetProperty("generations_by_pk").GetProperty("generated_images")[0].GetProperty("motionMP4URL").GetString();
            using var video = await files.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
            using var file = File.Create(Path.Combine(videos, $"{Path.GetFileNameWithoutExtension(path)}.mp4"));
            await video.Content.CopyToAsync(file);
        }

        async Task<string> UploadAsync(string image)
        {
            using var response = await ReadAsync(await api.PostAsync($"{root}/v1/init-image", Json("""{"extension":"png"}""")));
            var target = response.RootElement.GetProperty("uploadInitImage");
            using var fields = JsonDocument.Parse(target.GetProperty("fields").GetString()!);
            using var form = new MultipartFormDataContent();
            foreach (var field in fields.RootElement.EnumerateObject())
            {
                form.Add(new StringContent(field.Value.GetString()!), $"\"{field.Name}\"");
            }

            form.Add(new StreamContent(File.OpenRead(image)), "file", Path.GetFileName(image));
            using var sent = await files.PostAsync(target.GetProperty("url").GetString(), form);
            sent.EnsureSuccessStatusCode();
            return target.GetProperty("id").GetString()!;
        }
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static async Task<JsonDocument> ReadAsync(HttpResponseMessage response)
    {
        using (response.EnsureSuccessStatusCode())
        {
            return JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        }
    }
}
