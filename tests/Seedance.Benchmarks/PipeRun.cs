namespace Seedance.Benchmarks;

/// <summary>One script over a folder of images, in a process and beside a server of its own.</summary>
internal sealed record PipeRun(int Videos, double Seconds, double CpuInAll, double Cpu, long PeakWorkingSet, int Requests, int Reads)
{
    public static async Task<PipeRun> RunAsync(Shell shell, ImageFolder folder, string script, TimeSpan job, TimeSpan latency)
    {
        using var server = await ServerProcess.StartAsync(job: job, latency: latency);
        folder.Clear();
        var figures = await shell.MeasureAsync($$"""
            $me = [Diagnostics.Process]::GetCurrentProcess()
            $before = $me.TotalProcessorTime.TotalSeconds
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $ProgressPreference = 'SilentlyContinue'
            $WarningPreference = 'SilentlyContinue'
            $ErrorActionPreference = 'Stop'
            $key = '{{Guid.NewGuid()}}'
            $root = '{{server.ApiRoot}}'
            Set-Location '{{folder.Path}}'
            {{script}}
            $me.Refresh()
            [string]::Join(' ', $watch.Elapsed.TotalSeconds, $me.TotalProcessorTime.TotalSeconds, $before, $me.PeakWorkingSet64)
            """);
        var (all, reads) = await server.CountAsync();
        return new PipeRun(folder.Videos, figures[0], figures[1], figures[1] - figures[2], (long)figures[3], all, reads);
    }
}
