namespace Seedance.Sandbox.Jobs;

/// <summary>A generation job of the simulator.</summary>
internal sealed record SandboxJob
{
    /// <summary>The ID of the generation.</summary>
    public required string Id { get; init; }

    /// <summary>The ID of the generated video.</summary>
    public required string VideoId { get; init; }

    public required string Prompt { get; init; }

    /// <summary>The body of the create request as it was received. A very long body is truncated.</summary>
    public required string Body { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the job completes or fails.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    public required long Seed { get; init; }

    public required bool IsPublic { get; init; }

    /// <summary>Whether the job ends as FAILED.</summary>
    public required bool WillFail { get; init; }

    public bool IsComplete(DateTimeOffset now) => now >= EndsAt && !WillFail;
}
