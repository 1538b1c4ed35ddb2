namespace Seedance;

/// <summary>The kind of a media.</summary>
public enum SeedanceMediaKind
{
    /// <summary>An image: PNG, JPEG or WebP.</summary>
    Image,

    /// <summary>A video: MP4 or MOV.</summary>
    Video,

    /// <summary>Audio: MP3 or WAV.</summary>
    Audio,
}
