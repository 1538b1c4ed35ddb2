using System.Text.Json;
using Seedance.Sandbox.Models;
using Seedance.Sandbox.Validation;

namespace Seedance.Sandbox.Jobs;

/// <summary>Creates jobs, or rejects what the service would reject.</summary>
internal sealed class CreateEndpoint(SandboxState state)
{
    // The body can contain complete images.
    private const int MaxBodyCharacters = 64 * 1024;

    private readonly JobQueue _queue = new(state.Options);
    private readonly MediaReferenceCheck _references = new(state);

    public HttpResponseMessage Create(JsonElement body)
    {
        if (CreateRequestValidator.FindErrors(body) is { Count: > 0 } errors)
        {
            return SandboxResponse.ValidationError(errors);
        }

        var model = SandboxModels.Find(body.GetStringOrNull("model"))!;
        var parameters = body.GetProperty("parameters");
        var prompt = parameters.GetProperty("prompt").GetString()!;
        var (width, height) = (parameters.GetInt32OrNull("width") ?? 1280, parameters.GetInt32OrNull("height") ?? 720);
        var credits = VideoPrice.FindCredits(model, width, height, parameters.GetInt32OrNull("duration") ?? 8);
        var now = state.Now;
        if (FindError(model, prompt, parameters, credits, now) is { } error)
        {
            return error;
        }

        state.Credits -= credits ?? 0;
        var job = new SandboxJob
        {
            Id = UuidV6.Next(now),
            VideoId = UuidV6.Next(now),
            Prompt = prompt,
            Body = Truncate(body.GetRawText()),
            CreatedAt = now,
            EndsAt = _queue.Add(now),
            Width = width,
            Height = height,
            Seed = parameters.GetInt64OrNull("seed") is { } seed and >= 0 ? seed : BitConverter.ToUInt32(Guid.NewGuid().ToByteArray(), 0),
            IsPublic = body.TryGetProperty("public", out var isPublic) && isPublic.GetBoolean(),
            WillFail = PromptMarker.WillFail(prompt),
        };
        state.Jobs.Add(job.Id, job, oldest => oldest.EndsAt <= now);
        return SandboxResponse.Json(CreateResponse.Build(state.Options.CreateResponseShape, job.Id, VideoPrice.ToDollars(credits)));
    }

    private HttpResponseMessage? FindError(SandboxModel model, string prompt, JsonElement parameters, decimal? credits, DateTimeOffset now) =>
        PromptMarker.FindError(model, prompt)
        ?? _references.FindError(parameters)
        ?? (state.Credits < credits ? SandboxResponse.Error(400, $"not enough api tokens userId: {state.UserId}", "unexpected")
        : _queue.IsFull(now) ? SandboxResponse.HiddenError("Too many jobs are queued", "RATE_LIMITED", 429)
        : null);

    private static string Truncate(string body) => body.Substring(0, Math.Min(body.Length, MaxBodyCharacters));
}
