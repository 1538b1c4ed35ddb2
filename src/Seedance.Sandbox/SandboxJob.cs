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

    /// <summary>The create request's body, as it came; a very long one only in part.</summary>
    public required string Body { get; init; }

    /// <summary>When it was taken.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    internal int Width { get; init; }

    internal int Height { get; init; }

    internal long Seed { get; init; }

    internal bool IsPublic { get; init; }

    internal bool Fails { get; init; }
}

/// <summary>One upload, as the stand-in keeps it: what it was, not its bytes.</summary>
public sealed record SandboxUpload
{
    /// <summary>The media's id.</summary>
    public required string Id { get; init; }

    /// <summary>The extension that was announced.</summary>
    public required string Extension { get; init; }

    /// <summary>Whether the file has come.</summary>
    public bool Received => ReceivedAt is not null;

    /// <summary>The file's size in bytes.</summary>
    public long Length { get; internal init; }

    /// <summary>The file's SHA-256, in lower-case hex.</summary>
    public string? Sha256 { get; internal init; }

    internal DateTimeOffset? ReceivedAt { get; init; }

    internal DateTimeOffset CreatedAt { get; init; }

    /// <summary>What it may be a reference for: image, video or audio.</summary>
    internal string Kind => Extension switch { "mp4" or "mov" => "video", "mp3" or "wav" => "audio", _ => "image" };

    /// <summary>Whether the first bytes are what the extension says.</summary>
    internal bool IsGenuine { get; init; }

    /// <summary>The form's fields, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Fields { get; init; } = [];
}
