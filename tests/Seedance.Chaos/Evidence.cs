using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Seedance.Sandbox.Jobs;

namespace Seedance.Chaos;

/// <summary>What a round left: at the server, in the folder and in the journal.</summary>
internal sealed class Evidence(WireServer.WireServer server, string folder, int count, int equal, IReadOnlyList<string> keys)
{
    private const string EqualPrompt = "equal";

    private readonly string _videos = Path.Combine(folder, "videos");

    /// <summary>Files that are neither a video nor its sidecar.</summary>
    public IReadOnlyList<string> PartialFiles => [.. FileNames.Where(name => !name.EndsWith(".mp4", StringComparison.Ordinal) && !name.EndsWith(".mp4.json", StringComparison.Ordinal))];

    /// <summary>The entries that are neither Saved nor, as equal ones, saved by ID.</summary>
    public IReadOnlyList<string> Unsaved => [.. Entries
        .Where(entry => (string?)entry["status"] != "Saved")
        .OrderBy(entry => (string?)entry["prompt"] != EqualPrompt)
        .Skip(SavedById)
        .Select(entry => $"{(string?)entry["prompt"]} {(string?)entry["status"]}")];

    /// <summary>How many jobs were saved by ID because they could belong to more than one entry.</summary>
    public int SavedById
    {
        get
        {
            var known = EntryIds;
            return Sidecars.Count(sidecar => !known.Contains((string?)sidecar["id"]));
        }
    }

    /// <summary>How many jobs the journal found in the account's list.</summary>
    public int Adopted => Entries.Count(entry => (bool?)entry["recovered"] == true);

    /// <summary>How many API keys sent requests.</summary>
    public int Keys => keys.Count(key => server.Requests.Any(request => request.Headers.TryGetValue("Authorization", out var header) && header.EndsWith(key, StringComparison.Ordinal)));

    /// <summary>How many entries the journal has.</summary>
    public int EntryCount => Entries.Count;

    private IReadOnlyList<JsonNode> Entries => ReadJson(Path.Combine(folder, "home", "jobs"));

    private IReadOnlyList<string?> EntryIds => [.. Entries.Select(entry => (string?)entry["id"]).Where(id => id is not null)];

    private IReadOnlyList<JsonNode> Sidecars => ReadJson(_videos);

    private IReadOnlyList<string> FileNames => Directory.Exists(_videos) ? [.. Directory.EnumerateFiles(_videos).Select(file => Path.GetFileName(file))] : [];

    private IEnumerable<string> Prompts => [.. Enumerable.Range(1, count - equal).Select(number => $"prompt {number}"), .. Enumerable.Repeat(EqualPrompt, equal)];

    /// <summary>The promises that are broken.</summary>
    public async Task<IReadOnlyList<string>> FindBrokenAsync(IReadOnlyList<RunResult> results)
    {
        var broken = new List<string>();
        void Expect(bool isKept, string otherwise) => broken.AddRange(isKept ? [] : [otherwise]);

        var jobs = server.Service.Jobs;
        var ids = jobs.Select(job => job.Id).Order().ToList();
        var savedIds = Sidecars.Select(sidecar => (string?)sidecar["id"]).ToList();
        var complete = await CountCompleteAsync();
        Expect(results.All(result => result.EndedWell), "a run did not end well");
        Expect(jobs.Count == count, $"{count} jobs were requested, {jobs.Count} are at the server");
        Expect(jobs.Select(job => job.Prompt).Order().SequenceEqual(Prompts.Order()), $"the jobs at the server are {string.Join(", ", jobs.Select(job => job.Prompt))}");
        Expect(savedIds.Order().SequenceEqual(ids), $"not each job has one file: {string.Join(", ", FileNames)}");
        Expect(FileNames.Count == 2 * count, $"the destination has {string.Join(", ", FileNames)}");
        Expect(PartialFiles.Count == 0, $"left over: {string.Join(", ", PartialFiles)}");
        Expect(complete == count, $"only {complete} of {count} videos are complete and the right ones");
        Expect(Unsaved.Count == 0, $"not saved: {string.Join(", ", Unsaved)}");
        Expect(Entries.Count == count, $"the journal has {Entries.Count} entries");
        Expect(EntryIds.Distinct().Count() == EntryIds.Count && !EntryIds.Except(ids).Any(), "a job belongs to two entries, or is not the server's");
        Expect(Entries.All(IsSavedWhereItSays), "a file is not the one of its entry");
        Expect(SavedById <= equal && savedIds.Except(EntryIds).All(id => jobs.Any(job => job.Id == id && job.Prompt == EqualPrompt)), "a job that only one entry can have was not adopted");
        Expect(!RevealsKey(results), "an API key is in a file or was written");
        return broken;
    }

    /// <summary>How many videos are, byte for byte, what the server has, each with its sidecar.</summary>
    public async Task<int> CountCompleteAsync()
    {
        var complete = 0;
        using var http = new HttpClient { BaseAddress = server.StorageRoot };
        foreach (var sidecar in FileNames.Where(name => name.EndsWith(".mp4.json", StringComparison.Ordinal)))
        {
            var file = Path.Combine(_videos, sidecar[..^".json".Length]);
            var details = JsonNode.Parse(await File.ReadAllTextAsync(file + ".json"))!;
            if (File.Exists(file) && server.Service.Jobs.FirstOrDefault(job => job.Id == (string?)details["id"]) is { } job)
            {
                var served = await http.GetByteArrayAsync(new Uri($"videos/{job.Id}.mp4", UriKind.Relative));
                var saved = await File.ReadAllBytesAsync(file);
                complete += saved.SequenceEqual(served) && served.AsSpan().EndsWith(MarkOf(job)) && Describes(details, job, saved) ? 1 : 0;
            }
        }

        return complete;
    }

    private static bool Describes(JsonNode sidecar, SandboxJob job, byte[] saved) =>
        (string?)sidecar["prompt"] == job.Prompt && (string?)sidecar["sha256"] == Convert.ToHexStringLower(SHA256.HashData(saved));

    private static bool IsSavedWhereItSays(JsonNode entry) =>
        (string?)entry["status"] != "Saved"
        || ((string?)entry["path"] is { } path && File.Exists(path + ".json") && (string?)JsonNode.Parse(File.ReadAllText(path + ".json"))!["id"] == (string?)entry["id"]);

    private bool RevealsKey(IReadOnlyList<RunResult> results)
    {
        bool HasKey(string text) => keys.Any(key => text.Contains(key, StringComparison.OrdinalIgnoreCase));

        return results.Any(result => HasKey(result.ToString()))
            || Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Any(file => HasKey(Encoding.Latin1.GetString(File.ReadAllBytes(file))));
    }

    /// <summary>What the sandbox writes into the last box of each video.</summary>
    private static byte[] MarkOf(SandboxJob job) =>
        Encoding.ASCII.GetBytes($"{job.Id} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(job.Prompt)))}");

    private static IReadOnlyList<JsonNode> ReadJson(string folder) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Select(file => JsonNode.Parse(File.ReadAllText(file))!)] : [];
}
