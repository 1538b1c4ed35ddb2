namespace Seedance.PowerShell.Film;

/// <summary>What is known of the audio of a video.</summary>
internal sealed record AudioFacts
{
    /// <summary>The position of the stream in the file.</summary>
    public required int Index { get; init; }

    /// <summary>Whatever must be equal for the streams of two files to be one stream.</summary>
    public required string StreamKey { get; init; }

    public required int SampleRate { get; init; }

    public required int Channels { get; init; }

    /// <summary>When it ends, in seconds from the start of the file.</summary>
    public required double End { get; init; }
}
