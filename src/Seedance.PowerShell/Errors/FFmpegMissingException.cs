using Seedance.PowerShell.Text;

namespace Seedance;

/// <summary>The programs ffmpeg and ffprobe, which work on saved videos, were not found.</summary>
public sealed class FFmpegMissingException : SeedanceException
{
    internal FFmpegMissingException(string program, string? place)
        : base(FilmText.ProgramMissing(program, place))
    {
    }
}
