using System.Diagnostics;

namespace Seedance.PowerShell.Tests;

/// <summary>ffprobe of FFmpeg, which reads a video as a player does.</summary>
internal static class FFprobe
{
    public static bool IsInstalled { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder =>
        File.Exists(Path.Combine(folder, "ffprobe")) || File.Exists(Path.Combine(folder, "ffprobe.exe")));

    /// <summary>Codecs, length and title; it fails where a player would.</summary>
    public static string Read(string path)
    {
        using var process = Process.Start(new ProcessStartInfo("ffprobe", ["-v", "error", "-show_entries", "stream=codec_name:format=duration:format_tags=title", path])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var facts = process.StandardOutput.ReadToEnd();
        Assert.Equal("", process.StandardError.ReadToEnd());
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return facts;
    }
}
