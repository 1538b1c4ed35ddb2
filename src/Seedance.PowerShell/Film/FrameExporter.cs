using System.Globalization;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Film;

/// <summary>Writes one frame of a video as a PNG file.</summary>
internal static class FrameExporter
{
    /// <summary>Of which length of the video before the frame all frames are decoded; null is all of it. The last one that decodes is the frame.</summary>
    private static readonly double?[] _windows = [1, 10, null];

    /// <summary>Timestamps are rounded to the time base of the file.</summary>
    private const double Tolerance = 0.0005;

    /// <exception cref="InvalidRequestException">The video ends before.</exception>
    /// <exception cref="SeedanceException">The frame can't be read or written.</exception>
    public static async Task<FileInfo> ExportAsync(FFmpegTool tool, string video, FrameMoment moment, string path, bool force, CancellationToken cancellationToken)
    {
        OutputFile.ThrowIfExists(path, force);
        var facts = await VideoProbe.ReadAsync(tool, video, cancellationToken);
        var time = moment.At is { } at ? (double)at : (double?)null;
        if (time > facts.VideoEnd + Tolerance)
        {
            throw BeyondTheEnd(moment, facts);
        }

        using var file = new OutputFile(path, force);
        if (!moment.IsFirst)
        {
            await WriteLastAsync(tool, facts, time, file, cancellationToken);
        }

        // The first frame of some videos comes later than their beginning.
        if (!file.IsWritten && (moment.IsFirst || time is not null))
        {
            await tool.RunAsync([.. Input(facts, null), "-frames:v", "1", .. Output(file)], null, cancellationToken);
        }

        return file.IsWritten ? file.Commit() : throw new FFmpegFailedException(FilmText.NoFrame(video));
    }

    /// <summary>Writes the last frame that decodes up to a time, or up to the end.</summary>
    private static async Task WriteLastAsync(FFmpegTool tool, VideoFacts facts, double? time, OutputFile file, CancellationToken cancellationToken)
    {
        foreach (var window in _windows)
        {
            var start = window is { } length && (time ?? facts.VideoEnd) - length is > 0 and var seconds ? seconds : (double?)null;
            var upTo = time is { } end ? FormattableString.Invariant($"trim=end={end - (start ?? 0) + Tolerance:0.######},") : string.Empty;

            // With a timestamp for each frame none is left out, whatever the frame rate is.
            string[] arguments = [.. Input(facts, start), "-vf", upTo + "settb=1/25,setpts=N", "-r", "25", .. Output(file)];
            try
            {
                await tool.RunAsync(arguments, null, cancellationToken);
            }
            catch (FFmpegFailedException) when (start is not null)
            {
                // No frame in this part of the video is an error for some versions.
            }

            if (file.IsWritten || start is null)
            {
                return;
            }
        }
    }

    private static IEnumerable<string> Input(VideoFacts facts, double? start)
    {
        string[] seek = start is { } seconds ? ["-ss", seconds.ToString("0.######", CultureInfo.InvariantCulture)] : [];
        return [.. seek, "-i", facts.Path, "-map", FormattableString.Invariant($"0:{facts.Index}")];
    }

    private static string[] Output(OutputFile file) => ["-c:v", "png", "-pix_fmt", "rgb24", "-f", "image2", "-update", "1", "-y", file.TempPath];

    private static InvalidRequestException BeyondTheEnd(FrameMoment moment, VideoFacts facts) => new([new RequestFault
    {
        Parameter = nameof(FrameMoment.At),
        Value = moment.At,
        Message = FaultText.NotAllowed(nameof(FrameMoment.At), moment.At, string.Empty).Message + " " + FilmText.IsLong(facts.Path, facts.VideoEnd),
        Allowed = FilmText.AllowedMoments(facts.VideoEnd),
        Suggestion = FilmText.UseMomentUpTo(facts.VideoEnd),
    }]);
}
