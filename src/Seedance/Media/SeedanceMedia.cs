namespace Seedance;

/// <summary>An image, video or audio that guides a video: a local file, media on the service, an address or inline bytes.</summary>
/// <remarks>API page: Create, IMAGE. Only images can be given as an address or inline.</remarks>
public sealed record SeedanceMedia
{
    /// <summary>Image, Video or Audio. The default is Image.</summary>
    public string Kind { get => MediaKind.ToString(); init => MediaKind = EnumWords.Parse<SeedanceMediaKind>(value); }

    /// <summary>The id on the service; null while the file is only local.</summary>
    public string? Id { get; init; }

    /// <summary>Where the id comes from: Uploaded (the default), Generated or Variation.</summary>
    public string Type { get => MediaType.ToString(); init => MediaType = EnumWords.Parse<SeedanceMediaType>(value); }

    /// <summary>The https address of an image, or null.</summary>
    public Uri? Url { get; init; }

    /// <summary>The bytes of an image as base64, or null.</summary>
    public string? Base64 { get; init; }

    /// <summary>The full path of the local file; null for what is not on this machine.</summary>
    public string? Path { get; init; }

    /// <summary>The file's size in bytes; null for what is not on this machine.</summary>
    public long? Length { get; init; }

    /// <summary>Width in pixels, if known.</summary>
    public int? Width { get; init; }

    /// <summary>Height in pixels, if known.</summary>
    public int? Height { get; init; }

    /// <summary>The length in seconds, if known.</summary>
    public double? Duration { get; init; }

    /// <summary>Frames per second, if known.</summary>
    public double? FrameRate { get; init; }

    /// <summary>The SHA-256 of the content in lower-case hex, once it was uploaded from here.</summary>
    public string? Sha256 { get; init; }

    // Words in public: ConvertTo-Json writes enums as numbers.
    internal SeedanceMediaKind MediaKind { get; init; }

    internal SeedanceMediaType MediaType { get; init; }

    /// <summary>The extension that the content calls for, such as png; null for what is not on this machine.</summary>
    internal string? Extension { get; init; }

    /// <summary>Whether it can be sent without an upload.</summary>
    internal bool IsReady => Id is not null || Url is not null || Base64 is not null;

    /// <summary>Whether it is sent as an address or as bytes.</summary>
    internal bool IsInline => Id is null && (Url is not null || Base64 is not null);

    /// <summary>The local file's name, or else the id or address.</summary>
    public override string ToString() =>
        Path is not null ? System.IO.Path.GetFileName(Path)
        : Id ?? Url?.AbsoluteUri ?? (Base64 is null ? string.Empty : $"{Base64.Length * 3 / 4} bytes");
}
