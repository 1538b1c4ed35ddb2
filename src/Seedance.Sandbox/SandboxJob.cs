namespace Seedance.Sandbox;

/// <summary>One job, as the stand-in keeps it.</summary>
public sealed record SandboxJob
{
    /// <summary>The generation's id.</summary>
    public required string Id { get; init; }

    /// <summary>The id of its video.</summary>
    public required string VideoId { get; init; }

    /// <summary>The prompt.</summary>
    public required string Prompt { get; init; }

    /// <summary>The create request's body, as it came.</summary>
    public required string Body { get; init; }

    /// <summary>When it was taken.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>When it is worked on: later than it was taken when all slots are busy.</summary>
    internal DateTimeOffset StartsAt { get; init; }

    internal int Width { get; init; }

    internal int Height { get; init; }

    internal long Seed { get; init; }

    internal bool IsPublic { get; init; }

    internal bool Fails { get; init; }
}

/// <summary>One upload, as the stand-in keeps it: what it was, not its bytes.</summary>
public sealed class SandboxUpload
{
    /// <summary>The media's id.</summary>
    public required string Id { get; init; }

    /// <summary>The extension that was announced.</summary>
    public required string Extension { get; init; }

    /// <summary>Whether the file has come.</summary>
    public bool Received => ReceivedAt is not null;

    /// <summary>The file's size in bytes.</summary>
    public long Length { get; internal set; }

    /// <summary>The file's SHA-256, in lower-case hex.</summary>
    public string? Sha256 { get; internal set; }

    internal DateTimeOffset? ReceivedAt { get; set; }

    internal DateTimeOffset CreatedAt { get; init; }

    internal bool IsImage { get; init; }

    /// <summary>Whether the first bytes are what the extension says.</summary>
    internal bool IsGenuine { get; set; }

    /// <summary>The form's fields, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Fields { get; init; } = [];
}
