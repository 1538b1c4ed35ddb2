namespace Seedance.Benchmarks;

/// <summary>One module's import and first command, timed inside new processes: their own start does not count.</summary>
internal sealed class Import(string manifest, string command)
{
    public Samples ImportTime { get; } = new();

    public Samples FirstCall { get; } = new();

    public async Task MeasureAsync(Shell shell, bool isCounted)
    {
        var figures = await shell.MeasureAsync($$"""
            $ErrorActionPreference = 'Stop'
            $watch = [Diagnostics.Stopwatch]::StartNew()
            Import-Module '{{manifest.Replace("'", "''", StringComparison.Ordinal)}}'
            $import = $watch.Elapsed.TotalMilliseconds
            $watch.Restart()
            $made = {{command}}
            $call = $watch.Elapsed.TotalMilliseconds
            "$import $call"
            """);
        if (isCounted)
        {
            ImportTime.Add(figures[0]);
            FirstCall.Add(figures[1]);
        }
    }
}
