using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Seedance.Sandbox.Jobs;

namespace Seedance.Chaos;

/// <summary>What a round has left: at the server, in the folder and in the journal.</summary>
internal sealed class Evidence(WireServer.WireServer server, string folder, int count, string apiKey)
{
    private readonly string _clips = Path.Combine(folder, "clips");

    /// <summary>Files that are not whole, or that nobody came back for.</summary>
    public IReadOnlyList<string> Drafts => [.. Names(_clips).Where(name => !name.EndsWith(".mp4", StringComparison.Ordinal) && !name.EndsWith(".mp4.json", StringComparison.Ordinal))];

    /// <summary>How the entries stand that are not Saved.</summary>
    public IReadOnlyList<string> Unsaved => [.. Entries.Select(entry => $"{(string?)entry["prompt"]} {(string?)entry["status"]}").Where(entry => !entry.EndsWith(" Saved", StringComparison.Ordinal))];

    private IReadOnlyList<JsonNode> Entries => [.. Directory.EnumerateFiles(Path.Combine(folder, "home", "jobs"), "*.json", SearchOption.AllDirectories).Select(file => JsonNode.Parse(File.ReadAllText(file))!)];

    private IEnumerable<string> Shots => Enumerable.Range(1, count).Select(number => $"shot {number}");

    /// <summary>All that is not as it was promised.</summary>
    /// <param name="words">What the runs have written.</param>
    public async Task<IReadOnlyList<string>> FindBrokenAsync(IReadOnlyList<string> words)
    {
        var broken = new List<string>();
        void Expect(bool isSo, string otherwise) => broken.AddRange(isSo ? [] : [otherwise]);

        var jobs = server.Service.Jobs;
        Expect(words[^1].Split(Environment.NewLine).TakeLast(2).SequenceEqual(["done", "ended with 0"]), "the last run did not end well");
        Expect(jobs.Count == count, $"{count} jobs were asked for, {jobs.Count} are at the server");
        Expect(jobs.Select(job => job.Prompt).Order().SequenceEqual(Shots.Order()), $"the jobs at the server are {string.Join(", ", jobs.Select(job => job.Prompt))}");
        Expect(Names(_clips).Order().SequenceEqual(Shots.SelectMany(shot => new[] { $"{shot}.mp4", $"{shot}.mp4.json" }).Order()), $"the destination has {string.Join(", ", Names(_clips))}");
        Expect(Drafts.Count == 0, $"left over: {string.Join(", ", Drafts)}");
        Expect(await CountWholeAsync() == count, $"only {await CountWholeAsync()} of {count} videos are whole and the right ones");
        Expect(Unsaved.Count == 0, $"not Saved in the journal: {string.Join(", ", Unsaved)}");
        Expect(Entries.Select(entry => (string?)entry["id"]).Order().SequenceEqual(jobs.Select(job => job.Id).Order()), "the journal's jobs are not the server's");
        Expect(!TellsKey(words), "the key is in a file or was written");
        return broken;
    }

    /// <summary>How many videos are, byte for byte, what the server has under their prompts, each with its sidecar.</summary>
    public async Task<int> CountWholeAsync()
    {
        var whole = 0;
        using var http = new HttpClient { BaseAddress = server.StorageRoot };
        foreach (var job in server.Service.Jobs.DistinctBy(job => job.Prompt))
        {
            var file = Path.Combine(_clips, job.Prompt + ".mp4");
            var served = await http.GetByteArrayAsync(new Uri($"videos/{job.Id}.mp4", UriKind.Relative));
            whole += File.Exists(file) && File.ReadAllBytes(file).SequenceEqual(served) && served.AsSpan().EndsWith(NoteOf(job)) && HasSidecar(file, job) ? 1 : 0;
        }

        return whole;
    }

    /// <summary>How many jobs of the journal had a create request whose answer was lost or came to nobody.</summary>
    public int CountAdopted()
    {
        var known = Entries.Select(entry => (string?)entry["id"]).ToHashSet();
        return server.Service.Jobs.Count(job => known.Contains(job.Id) && server.Requests.Any(request =>
            request.Text == job.Body && (request.Aborted.IsCompleted || (request.Fault is { } fault && Weather.LosesAnswer(fault)))));
    }

    private static bool HasSidecar(string file, SandboxJob job) =>
        File.Exists(file + ".json") && JsonNode.Parse(File.ReadAllText(file + ".json")) is { } sidecar
        && ((string?)sidecar["id"], (string?)sidecar["prompt"]) == (job.Id, job.Prompt)
        && (string?)sidecar["sha256"] == Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));

    private bool TellsKey(IReadOnlyList<string> words) =>
        words.Any(word => word.Contains(apiKey, StringComparison.OrdinalIgnoreCase))
        || Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Any(file => Encoding.Latin1.GetString(File.ReadAllBytes(file)).Contains(apiKey, StringComparison.OrdinalIgnoreCase));

    /// <summary>What the sandbox writes into each clip's last box.</summary>
    private static byte[] NoteOf(SandboxJob job) =>
        Encoding.ASCII.GetBytes($"{job.Id} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(job.Prompt)))}");

    private static IReadOnlyList<string> Names(string folder) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file))] : [];
}
