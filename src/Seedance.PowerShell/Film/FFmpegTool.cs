using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Film;

/// <summary>The programs ffmpeg and ffprobe.</summary>
/// <param name="FFmpegPath">The full path of ffmpeg.</param>
/// <param name="FFprobePath">The full path of ffprobe.</param>
internal sealed record FFmpegTool(string FFmpegPath, string FFprobePath)
{
    private const string FFmpeg = "ffmpeg";
    private const string FFprobe = "ffprobe";

    private static readonly string[] _commonArguments = ["-hide_banner", "-loglevel", "error"];

    private static bool IsWindows => Path.DirectorySeparatorChar == '\\';

    /// <summary>Finds the programs.</summary>
    /// <param name="given">The full path of a folder or of ffmpeg; null looks on the PATH.</param>
    /// <exception cref="FFmpegMissingException">One of them is not there.</exception>
    public static FFmpegTool Find(string? given)
    {
        if (given is not null)
        {
            var place = Directory.Exists(given) ? given : Path.GetDirectoryName(given)!;
            var program = Directory.Exists(given) ? FindIn(given, FFmpeg) : FindFile(given);
            return program is null ? throw new FFmpegMissingException(FFmpeg, place)
                : new FFmpegTool(program, FindBeside(program) ?? throw new FFmpegMissingException(FFprobe, place));
        }

        var found = FindOnPath(FFmpeg) ?? throw new FFmpegMissingException(FFmpeg, null);
        return new FFmpegTool(found, FindBeside(found) ?? FindOnPath(FFprobe) ?? throw new FFmpegMissingException(FFprobe, null));
    }

    /// <summary>Runs ffmpeg.</summary>
    /// <exception cref="FFmpegFailedException">It failed.</exception>
    public async Task RunAsync(IEnumerable<string> arguments, Action<string>? onLine, CancellationToken cancellationToken)
    {
        var result = await ToolProcess.RunAsync(FFmpegPath, [.. _commonArguments, "-nostdin", .. arguments], onLine, cancellationToken);
        if (result.ExitCode != 0)
        {
            throw new FFmpegFailedException(FilmText.FFmpegFailed(FFmpeg, result.ExitCode, result.ErrorLines));
        }
    }

    /// <summary>What ffprobe knows of a video, as JSON.</summary>
    /// <exception cref="UnreadableVideoException">It can't read the file.</exception>
    public async Task<string> ProbeAsync(string path, CancellationToken cancellationToken)
    {
        var result = await ToolProcess.RunAsync(
            FFprobePath,
            [.. _commonArguments, "-print_format", "json", "-show_format", "-show_streams", "-show_data_hash", "sha256", path],
            null,
            cancellationToken);
        return result.ExitCode == 0 ? result.Output : throw new UnreadableVideoException(path, result.ErrorLines is [.., var last] ? last : null);
    }

    private static string? FindOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator)
            .Select(folder => folder.Trim().Trim('"'))
            .Where(IsFullPath)
            .Select(folder => FindIn(folder, program))
            .FirstOrDefault(path => path is not null);

    // A relative folder would find whatever lies in the current one.
    private static bool IsFullPath(string folder) => folder.Length > 0 && folder.IndexOfAny(Path.GetInvalidPathChars()) < 0 && Path.IsPathRooted(folder);

    private static string? FindIn(string folder, string program) => FindFile(Path.Combine(folder, program));

    /// <summary>On Windows the extension may be left out.</summary>
    private static string? FindFile(string path) =>
        IsWindows && File.Exists(path + ".exe") ? path + ".exe" : File.Exists(path) ? path : null;

    /// <summary>The ffprobe beside an ffmpeg, which may be called ffmpeg-7.</summary>
    private static string? FindBeside(string program)
    {
        var folder = Path.GetDirectoryName(program)!;
        return FindFile(Path.Combine(folder, Path.GetFileName(program).Replace(FFmpeg, FFprobe))) is { } probe && probe != program ? probe : FindIn(folder, FFprobe);
    }
}
