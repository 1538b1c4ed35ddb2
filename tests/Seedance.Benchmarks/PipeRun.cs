using System.Globalization;

namespace Seedance.Benchmarks;

/// <summary>One script over a folder of pictures, in a process and beside a server of its own.</summary>
internal sealed record PipeRun(int Videos, double Seconds, double CpuInAll, double Cpu, long PeakWorkingSet, int Requests, int Reads)
{
    /// <summary>Null when the shell is not installed.</summary>
    public static async Task<PipeRun?> RunAsync(Shell shell, PictureFolder folder, string script, TimeSpan job, TimeSpan latency)
    {
        using var server = await ServerProcess.StartAsync(job: job, latency: latency);
        folder.Clear();
        var output = await shell.RunAsync($$"""
            $me = [Diagnostics.Process]::GetCurrentProcess()
            $before = $me.TotalProcessorTime.TotalSeconds
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $ProgressPreference = 'SilentlyContinue'
            $ErrorActionPreference = 'Stop'
            $key = '{{Guid.NewGuid()}}'
            $root = '{{server.ApiRoot}}'
            Set-Location '{{folder.Path}}'
            {{script}}
            $me.Refresh()
            'figures ' + [string]::Join(' ', $watch.Elapsed.TotalSeconds, $me.TotalProcessorTime.TotalSeconds, $before, $me.PeakWorkingSet64)
            """);
        if (output is null)
        {
            return null;
        }

        var figures = output.Trim().Split(' ').Skip(1).Select(figure => double.Parse(figure, CultureInfo.InvariantCulture)).ToList();
        var (all, reads) = await server.CountAsync();
        return new PipeRun(folder.Videos, figures[0], figures[1], figures[1] - figures[2], (long)figures[3], all, reads);
    }
}
