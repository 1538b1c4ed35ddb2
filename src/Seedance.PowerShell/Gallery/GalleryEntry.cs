namespace Seedance.PowerShell.Gallery;

/// <summary>One video of a gallery, or one job that has no video.</summary>
internal sealed record GalleryEntry
{
    /// <summary>The status of a video whose file does not exist.</summary>
    public const string Missing = nameof(Missing);

    /// <summary>What is known of it.</summary>
    public required SeedanceJob Details { get; init; }

    /// <summary>A status of the journal or of the service, or Missing.</summary>
    public required string Status { get; init; }

    /// <summary>Why there is no video; null when there is one, or one is still to come.</summary>
    public string? Failure { get; init; }

    /// <summary>The full path of the MP4, also of one that is missing; null when none was saved.</summary>
    public string? Video { get; init; }

    /// <summary>The full path of the sidecar, if there is one from which the video can be made again.</summary>
    public string? Sidecar { get; init; }

    /// <summary>The key of the journal's entry, if there is one from which the video can be made again.</summary>
    public string? JobKey { get; init; }

    /// <summary>When it was created; null when that is not known.</summary>
    public DateTimeOffset? CreatedAt => Details.SubmittedAt == default ? null : Details.SubmittedAt;

    /// <summary>The full path of the image that is shown until the video plays: fox.mp4.jpg or fox.jpg beside fox.mp4.</summary>
    public string? Poster => Video is null ? null : new[] { Video + ".jpg", Path.ChangeExtension(Video, ".jpg") }.FirstOrDefault(File.Exists);

    /// <summary>Whether there is a file to play.</summary>
    public bool HasVideo => Video is not null && Status != Missing;
}
