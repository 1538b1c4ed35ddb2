namespace Seedance.PowerShell.Film;

/// <summary>What is known of a video.</summary>
internal sealed record VideoFacts
{
    /// <summary>The full path of the file.</summary>
    public required string Path { get; init; }

    /// <summary>The position of the video stream in the file.</summary>
    public required int Index { get; init; }

    /// <summary>Whatever must be equal for the streams of two files to be one stream.</summary>
    public required string StreamKey { get; init; }

    /// <summary>The width as players show it: rotated, with square pixels.</summary>
    public required int Width { get; init; }

    /// <summary>The height as players show it.</summary>
    public required int Height { get; init; }

    /// <summary>Whether its pixels are square.</summary>
    public required bool HasSquarePixels { get; init; }

    /// <summary>The frame rate as a fraction, such as 24/1.</summary>
    public required string FrameRate { get; init; }

    /// <summary>The frame rate as a number.</summary>
    public required double FramesPerSecond { get; init; }

    /// <summary>When the video ends, in seconds from the start of the file. The file may be longer.</summary>
    public required double VideoEnd { get; init; }

    /// <summary>The length of the file in seconds.</summary>
    public required double Duration { get; init; }

    /// <summary>The audio; null when it has none.</summary>
    public AudioFacts? Audio { get; init; }

    /// <summary>Whether the streams of another file can follow without encoding them again.</summary>
    public bool HasSameStreams(VideoFacts other) => StreamKey == other.StreamKey && Audio?.StreamKey == other.Audio?.StreamKey;
}
