using System.ComponentModel;
using System.Diagnostics;

namespace Seedance.Benchmarks;

/// <summary>The peer: curl moves the same file to or from the same server.</summary>
internal sealed record Curl(TimeSpan Time, long PeakWorkingSet)
{
    /// <summary>Null when curl is not installed.</summary>
    /// <exception cref="InvalidOperationException">The upload did not succeed.</exception>
    public static Task<Curl?> UploadAsync(UploadForm form, string path) => RunAsync(
    [
        .. form.Fields.SelectMany(field => new[] { "--form-string", $"{field.Key}={field.Value}" }),
        "--form", $"file=@{path};filename=upload;type=image/png",
        form.Address.AbsoluteUri,
    ]);

    /// <summary>Null when curl is not installed.</summary>
    /// <exception cref="InvalidOperationException">The download did not succeed.</exception>
    public static Task<Curl?> DownloadAsync(Uri address, string path) => RunAsync(["--output", path, address.AbsoluteUri]);

    private static async Task<Curl?> RunAsync(IEnumerable<string> arguments)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Start(["--silent", "--show-error", "--fail", .. arguments]);
        if (process is null)
        {
            return null;
        }

        // The system keeps the peak, but only for as long as the process lives.
        var end = process.WaitForExitAsync();
        long peak = 0;
        do
        {
            peak = Math.Max(peak, ReadPeak(process));
        }
        while (await Task.WhenAny(end, Task.Delay(10)) != end);
        return process.ExitCode == 0
            ? new Curl(Stopwatch.GetElapsedTime(start), peak)
            : throw new InvalidOperationException($"curl ended with {process.ExitCode}.");
    }

    /// <summary>0 when the process has ended, which it can do at any moment.</summary>
    private static long ReadPeak(Process process)
    {
        try
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }

    private static Process? Start(IEnumerable<string> arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("curl", arguments));
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
