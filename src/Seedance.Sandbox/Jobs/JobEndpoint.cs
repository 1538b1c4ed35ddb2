using System.Globalization;
using System.Text.Json.Nodes;

namespace Seedance.Sandbox.Jobs;

/// <summary>Reads, lists and deletes jobs.</summary>
internal sealed class JobEndpoint(SandboxState state)
{
    public HttpResponseMessage Get(string id) => SandboxResponse.Json(new JsonObject { ["generations_by_pk"] = state.Jobs.Find(id) is { } job ? Describe(job) : null });

    public HttpResponseMessage Delete(string id) => SandboxResponse.Deleted("delete_generations_by_pk", id, state.Jobs.Remove(id));

    /// <summary>A page of the user's jobs, newest first.</summary>
    public HttpResponseMessage List(string userId, Uri address)
    {
        var jobs = userId == state.UserId && state.Options.ListShowsJobs ? state.Jobs.OldestFirst.Reverse() : [];
        var page = jobs.Skip(GetQueryValue(address, "offset", 0)).Take(GetQueryValue(address, "limit", 10));
        return SandboxResponse.Json(new JsonObject { ["generations"] = new JsonArray([.. page.Select(DescribeInList)]) });
    }

    private JsonObject DescribeInList(SandboxJob job)
    {
        var description = Describe(job);
        if (!state.Options.ListShowsSeeds)
        {
            description["seed"] = null;
        }

        return description;
    }

    private JsonObject Describe(SandboxJob job)
    {
        var isComplete = job.IsComplete(state.Now);
        var hasVideo = isComplete && state.Now >= job.EndsAt + state.Options.VideoLag;
        return new JsonObject
        {
            ["id"] = job.Id,
            ["status"] = state.Now < job.EndsAt ? "PENDING" : job.WillFail ? "FAILED" : "COMPLETE",
            ["createdAt"] = job.CreatedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture),
            ["prompt"] = job.Prompt,
            ["seed"] = job.Seed,
            ["public"] = job.IsPublic,
            ["imageWidth"] = job.Width,
            ["imageHeight"] = job.Height,
            ["negativePrompt"] = null,
            ["modelId"] = null,
            ["prompt_moderations"] = job.WillFail ? new JsonArray(new JsonObject { ["moderationClassification"] = new JsonArray("NSFW") }) : new JsonArray(),
            ["generated_images"] = !isComplete ? new JsonArray() : new JsonArray(new JsonObject
            {
                ["id"] = job.VideoId,
                ["url"] = new Uri(state.Options.StorageRoot, $"/posters/{job.Id}.jpg").AbsoluteUri,
                ["motionMP4URL"] = hasVideo ? new Uri(state.Options.StorageRoot, $"/videos/{job.Id}.mp4").AbsoluteUri : null,
                ["nsfw"] = false,
                ["likeCount"] = 0,
            }),
        };
    }

    private static int GetQueryValue(Uri address, string name, int defaultValue) =>
        address.Query.TrimStart('?').Split('&').Select(pair => pair.Split('='))
            .Where(pair => pair.Length == 2 && pair[0] == name && int.TryParse(pair[1], NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(pair => int.Parse(pair[1], CultureInfo.InvariantCulture)).DefaultIfEmpty(defaultValue).First();
}
