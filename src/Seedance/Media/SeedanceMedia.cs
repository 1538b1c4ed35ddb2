namespace Seedance;

/// <summary>A picture, clip or sound that guides a video: a local file, something at the service, or both once it is uploaded.</summary>
public sealed record SeedanceMedia
{
    /// <summary>The id at the service; null while the file is only local.</summary>
    public string? Id { get; init; }

    /// <summary>Where the id comes from.</summary>
    public SeedanceMediaType Type { get; init; } = SeedanceMediaType.Uploaded;

    /// <summary>The local file's full path; null for what is only at the service.</summary>
    public string? Path { get; init; }

    /// <summary>The file's size in bytes; null for what is only at the service.</summary>
    public long? Length { get; init; }

    /// <summary>The local file's name, or else the id.</summary>
    public override string ToString() => Path is null ? Id ?? string.Empty : System.IO.Path.GetFileName(Path);
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
