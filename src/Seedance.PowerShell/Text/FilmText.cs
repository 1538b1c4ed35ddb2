using System.Globalization;
using Seedance.PowerShell.Film;

namespace Seedance.PowerShell.Text;

/// <summary>What the cmdlets say that work on saved videos.</summary>
internal static class FilmText
{
    public const string InstallFFmpeg = "Install it: apt install ffmpeg (Debian, Ubuntu), brew install ffmpeg (macOS) or winget install Gyan.FFmpeg (Windows), then start a new shell. If it is installed elsewhere, name its folder: -FFmpegPath FOLDER";
    public const string SeeFFmpegMessage = "Look at the message of ffmpeg. A newer version may help: ffmpeg -version shows which one runs, -FFmpegPath uses another one.";
    public const string WriteElsewhere = "Make the folder writable, free space on the disk, or use another -Destination.";
    public const string ReplaceFile = "Use another -Destination, or -Force to replace the file.";
    public const string UseVideos = "Use MP4 files, or generations that Save-SeedanceVideo has saved: Get-ChildItem *.mp4";
    public const string NoVideo = "No video was given. Use -Path or -LiteralPath, or pipe in files or saved generations.";
    public const string VideoTwice = "Videos are piped in and given as a parameter too. Give all of them in one way.";
    public const string NullVideo = "$null is not a video.";
    public const string NoVideoTrack = "It has no video track.";
    public const string NoDuration = "It has no duration.";
    public const string AllowedFilm = "Allowed: a file name that ends in .mp4.";
    public const string UseFilmName = "Use a file name: -Destination film.mp4";
    public const string AllowedFrame = "Allowed: a folder, or for one video a file name that ends in .png.";
    public const string UseFrameFolder = "Use a folder: -Destination ./frames";
    public const string UseShorterCrossfade = "Use a shorter -Crossfade, or leave the video out.";
    public const string JoinActivity = "Joining videos";
    public const string CopyFailed = "The streams could not be copied, so the videos are encoded again: ";

    public static string ProgramMissing(string program, string? place) =>
        place is null ? $"The program {program} was not found on the PATH." : $"The program {program} was not found in {place}.";

    public static string FFmpegFailed(string program, int exitCode, IEnumerable<string> lines) =>
        string.Join(Environment.NewLine, [FormattableString.Invariant($"{program} failed with exit code {exitCode}."), .. lines]);

    public static string NotStarted(string program, Exception cause) => $"{program} can't be started: {cause.Message}";

    public static string WrongDuration(string path, double actual, double expected) =>
        $"ffmpeg made a film of {Seconds(actual)} for {path}, but the videos are {Seconds(expected)} long. It was deleted.";

    public static string NoFrame(string path) => $"ffmpeg found no image in {path}.";

    public static string Unreadable(string path, string? reason) => $"{path} is not a video that ffmpeg can read. {reason}".TrimEnd();

    public static string CheckVideo(string path) => $"Check the file: ffprobe '{path.Replace("'", "''")}'. Leave it out, or save it again with Save-SeedanceVideo -Force";

    public static string WriteFailed(string path, Exception cause) => $"{path} can't be written: {cause.Message}";

    public static string NotSaved(string id) => $"Generation {id} is not saved as a file.";

    public static string SaveFirst(string id) => $"Save it first: Save-SeedanceVideo -Id {id}";

    public static string NotAVideoFile(string type) => $"A value of type {type} is not a video. Use a file, a path or a saved generation.";

    public static string FrameAction(FrameMoment moment, string video) => $"Export {moment.Describe()} of {video}";

    public static string JoinAction(int count) => count == 1 ? "Join 1 video" : FormattableString.Invariant($"Join {count} videos");

    public static string JoinProgress(string name, double done, double total) =>
        FormattableString.Invariant($"{name}: {Math.Min(done, total):0.0} of {total:0.0} s");

    public static string IsLong(string path, double seconds) => $"{path} is {Seconds(seconds)} long.";

    public static string AllowedMoments(double seconds) => $"Allowed: 0 to {Number(seconds)} seconds.";

    public static string AllowedCrossfade(double seconds) => $"Allowed: at most {Number(seconds)} seconds.";

    public static string UseMomentUpTo(double seconds) => $"Use -At with a time up to {Number(seconds)}, or -Last for the last frame.";

    public static string NotSeconds(object value) => $"{Inputs.Value.Describe(value)} is not a time in seconds. Allowed: 0 or more, such as 2 or 2.5, without separators.";

    public static string NoFrameNameForSeveral(string name) => $"{name} is the name of one file, but several videos are given.";

    private static string Seconds(double seconds) => Number(seconds) + " s";

    private static string Number(double seconds) => seconds.ToString("0.###", CultureInfo.InvariantCulture);
}
