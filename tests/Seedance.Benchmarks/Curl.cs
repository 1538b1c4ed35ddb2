using System.ComponentModel;
using System.Diagnostics;

namespace Seedance.Benchmarks;

/// <summary>The peer: curl posts the same kind of form to the same server.</summary>
internal sealed record Curl(TimeSpan Time, long PeakWorkingSet)
{
    /// <summary>Null when curl is not installed.</summary>
    /// <exception cref="InvalidOperationException">The upload did not succeed.</exception>
    public static async Task<Curl?> UploadAsync(UploadForm form, string path)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Start(
        [
            "--silent", "--show-error", "--fail",
            .. form.Fields.SelectMany(field => new[] { "--form-string", $"{field.Key}={field.Value}" }),
            "--form", $"file=@{path};filename=upload;type=image/png",
            form.Address.AbsoluteUri,
        ]);
        if (process is null)
        {
            return null;
        }

        // The system keeps the peak, but only for as long as the process lives.
        var end = process.WaitForExitAsync();
        long peak = 0;
        do
        {
            process.Refresh();
            peak = Math.Max(peak, process.HasExited ? 0 : process.PeakWorkingSet64);
        }
        while (await Task.WhenAny(end, Task.Delay(10)) != end);
        return process.ExitCode == 0
            ? new Curl(Stopwatch.GetElapsedTime(start), peak)
            : throw new InvalidOperationException($"curl ended with {process.ExitCode}.");
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
