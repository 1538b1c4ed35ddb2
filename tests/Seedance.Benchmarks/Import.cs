using System.Globalization;

namespace Seedance.Benchmarks;

/// <summary>One module's import and first command, timed inside new processes: their own start does not count.</summary>
internal sealed class Import(string manifest, string command)
{
    public Samples ImportTime { get; } = new();

    public Samples FirstCall { get; } = new();

    /// <returns>False when the shell is not installed.</returns>
    public async Task<bool> MeasureAsync(Shell shell, bool isCounted)
    {
        var output = await shell.RunAsync($$"""
            $ErrorActionPreference = 'Stop'
            $watch = [Diagnostics.Stopwatch]::StartNew()
            Import-Module '{{manifest.Replace("'", "''", StringComparison.Ordinal)}}'
            $import = $watch.Elapsed.TotalMilliseconds
            $watch.Restart()
            $made = {{command}}
            $call = $watch.Elapsed.TotalMilliseconds
            "$import $call"
            """);
        if (output?.Split() is not [var import, var call, ..])
        {
            return false;
        }

        if (isCounted)
        {
            ImportTime.Add(double.Parse(import, CultureInfo.InvariantCulture));
            FirstCall.Add(double.Parse(call, CultureInfo.InvariantCulture));
        }

        return true;
    }
}
