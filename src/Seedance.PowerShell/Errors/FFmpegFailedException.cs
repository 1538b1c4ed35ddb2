namespace Seedance;

/// <summary>The program ffmpeg failed at a video. No file got the final name.</summary>
public sealed class FFmpegFailedException : SeedanceException
{
    internal FFmpegFailedException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
