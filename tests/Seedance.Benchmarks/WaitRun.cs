namespace Seedance.Benchmarks;

/// <summary>Many waits in one process, with a server whose jobs do not end.</summary>
/// <param name="WorkingSetBefore">Of the shell, before it does anything.</param>
/// <param name="PeakWorkingSet">In all.</param>
/// <param name="Live">Bytes of the heap that are in use for the waits, what could be collected aside.</param>
/// <param name="CpuShare">Of one core, once all wait.</param>
/// <param name="ReadsPerMinute">Once all wait.</param>
internal sealed record WaitRun(long WorkingSetBefore, long PeakWorkingSet, long Live, double CpuShare, double ReadsPerMinute)
{
    private static readonly TimeSpan _untilAllWait = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _window = TimeSpan.FromSeconds(60);

    /// <param name="shell">The shell.</param>
    /// <param name="server">Where the jobs are.</param>
    /// <param name="wait">Starts to wait and continues with the next line.</param>
    public static async Task<WaitRun> RunAsync(Shell shell, ServerProcess server, string wait)
    {
        var reads = Task.Run(async () =>
        {
            await Task.Delay(_untilAllWait);
            var before = (await server.CountAsync()).Reads;
            await Task.Delay(_window);
            return ((await server.CountAsync()).Reads - before) / _window.TotalMinutes;
        });
        var figures = await shell.MeasureAsync($$"""
            $ErrorActionPreference = 'Stop'
            $me = [Diagnostics.Process]::GetCurrentProcess()
            $heap = [GC]::GetTotalMemory($true)
            $workingSet = $me.WorkingSet64
            {{wait}}
            [Threading.Thread]::Sleep({{_untilAllWait.TotalMilliseconds}})
            $me.Refresh()
            $cpu = $me.TotalProcessorTime.TotalSeconds
            [Threading.Thread]::Sleep({{_window.TotalMilliseconds}})
            $me.Refresh()
            [string]::Join(' ', $workingSet, $me.PeakWorkingSet64, ([GC]::GetTotalMemory($true) - $heap), ($me.TotalProcessorTime.TotalSeconds - $cpu))
            [Environment]::Exit(0)
            """);
        return new WaitRun((long)figures[0], (long)figures[1], (long)figures[2], figures[3] / _window.TotalSeconds, await reads);
    }
}
