namespace Seedance;

/// <summary>A picture, clip or sound that guides a video: a local file, something at the service, an address or inline bytes.</summary>
/// <remarks>API page: Create, IMAGE. Addresses and inline bytes are for pictures alone.</remarks>
public sealed record SeedanceMedia
{
    /// <summary>Picture, clip or sound. The default is Image.</summary>
    public SeedanceMediaKind Kind { get; init; }

    /// <summary>The id at the service; null while the file is only local.</summary>
    public string? Id { get; init; }

    /// <summary>Where the id comes from.</summary>
    public SeedanceMediaType Type { get; init; } = SeedanceMediaType.Uploaded;

    /// <summary>The https address of a picture, or null.</summary>
    public Uri? Url { get; init; }

    /// <summary>A picture's bytes as base64, or null.</summary>
    public string? Base64 { get; init; }

    /// <summary>The local file's full path; null for what is not on this machine.</summary>
    public string? Path { get; init; }

    /// <summary>The file's size in bytes; null for what is not on this machine.</summary>
    public long? Length { get; init; }

    /// <summary>Width in pixels, where the local file tells.</summary>
    public int? Width { get; init; }

    /// <summary>Height in pixels, where the local file tells.</summary>
    public int? Height { get; init; }

    /// <summary>Seconds, where the local file tells.</summary>
    public double? Duration { get; init; }

    /// <summary>Frames a second, where the local file tells.</summary>
    public double? FrameRate { get; init; }

    /// <summary>The content's SHA-256 in lower-case hex, once it was uploaded from here.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Whether the id was remembered from an earlier upload of the same content.</summary>
    internal bool IsCached { get; init; }

    /// <summary>The extension that the content calls for, such as png; null for what is not on this machine.</summary>
    internal string? Extension { get; init; }

    /// <summary>Whether it can be sent as it is.</summary>
    internal bool IsReady => Id is not null || Url is not null || Base64 is not null;

    /// <summary>The local file's name, or else its id or address.</summary>
    public override string ToString() =>
        Path is not null ? System.IO.Path.GetFileName(Path)
        : Id ?? Url?.AbsoluteUri ?? (Base64 is null ? string.Empty : $"{Base64.Length * 3 / 4} bytes");
}

/// <summary>What a media is.</summary>
public enum SeedanceMediaKind
{
    /// <summary>A picture: PNG, JPEG or WebP.</summary>
    Image,

    /// <summary>A clip: MP4 or MOV.</summary>
    Video,

    /// <summary>A sound: MP3 or WAV.</summary>
    Audio,
}

/// <summary>Where the id of a media comes from (API page: Create, IMAGE.type).</summary>
public enum SeedanceMediaType
{
    /// <summary>Uploaded by the user.</summary>
    Uploaded,

    /// <summary>Made by an earlier generation.</summary>
    Generated,

    /// <summary>A variation of a generated picture.</summary>
    Variation,
}
