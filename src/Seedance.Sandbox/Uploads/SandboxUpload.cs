namespace Seedance.Sandbox.Uploads;

/// <summary>An upload of the simulator. The bytes of the file are not kept.</summary>
internal sealed record SandboxUpload
{
    /// <summary>The ID of the image, video or audio.</summary>
    public required string Id { get; init; }

    /// <summary>The extension that the client announced.</summary>
    public required string Extension { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The fields of the upload form, in order.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Fields { get; init; }

    /// <summary>Whether the file was received.</summary>
    public bool Received { get; init; }

    /// <summary>When the received file becomes usable.</summary>
    public DateTimeOffset? ReadyAt { get; init; }

    /// <summary>The size of the file in bytes.</summary>
    public long Length { get; init; }

    /// <summary>The SHA-256 of the file in lower-case hex.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Whether the first bytes of the file fit its extension.</summary>
    public bool MatchesExtension { get; init; }

    /// <summary>What it can be a reference for: image, video or audio.</summary>
    public string Kind => Extension switch { "mp4" or "mov" => "video", "mp3" or "wav" => "audio", _ => "image" };

    public bool IsReady(DateTimeOffset now) => ReadyAt <= now;
}
