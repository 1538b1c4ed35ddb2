using System.Diagnostics;
using System.Globalization;
using Seedance.Chaos;
using Seedance.Pwsh;

namespace Seedance.Benchmarks;

/// <summary>One session that makes its share of the videos, read every few seconds.</summary>
internal sealed class SoakWorker(PwshProcess pwsh, TimeSpan limit) : IDisposable
{
    private const string HeapLine = "heap ";
    private const string ProblemLine = "problem ";

    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(2);

    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly List<ProcessReading> _readings = [];
    private readonly List<(TimeSpan At, double Value)> _heaps = [];
    private readonly Dictionary<string, int> _problems = [];
    private readonly List<string> _output = [];

    public Trend WorkingSet => TrendOf(reading => reading.WorkingSet);

    public Trend PrivateBytes => TrendOf(reading => reading.PrivateBytes);

    public Trend Handles => TrendOf(reading => reading.Handles);

    public Trend Connections => TrendOf(reading => reading.Connections ?? double.NaN);

    public Trend Threads => TrendOf(reading => reading.Threads);

    /// <summary>What the session's objects take after a full collection.</summary>
    public Trend Heap => Trend.Of(_heaps);

    /// <summary>The errors that the session had to deal with, by ID.</summary>
    public IReadOnlyDictionary<string, int> Problems => _problems;

    /// <summary>Waits for its end.</summary>
    public async Task<RunResult> RunAsync()
    {
        var process = pwsh.Process;
        var error = process.StandardError.ReadToEndAsync();
        var output = ReadOutputAsync(process.StandardOutput);
        using var timeout = new CancellationTokenSource(limit);
        while (!process.HasExited && !timeout.IsCancellationRequested)
        {
            if (ProcessReading.TryRead(process, Elapsed) is { } reading)
            {
                _readings.Add(reading);
            }

            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(_interval));
        }

        if (timeout.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
        }

        await process.WaitForExitAsync();
        await output;
        return new RunResult(timeout.IsCancellationRequested ? RunEnd.TimedOut : RunEnd.Completed, process.ExitCode, string.Join(Environment.NewLine, _output), await error);
    }

    public void Dispose() => pwsh.Dispose();

    private TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

    private Trend TrendOf(Func<ProcessReading, double> figure) => Trend.Of([.. _readings.Select(reading => (reading.At, figure(reading)))]);

    private async Task ReadOutputAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(HeapLine, StringComparison.Ordinal))
            {
                _heaps.Add((Elapsed, double.Parse(line[HeapLine.Length..], CultureInfo.InvariantCulture)));
            }
            else if (line.StartsWith(ProblemLine, StringComparison.Ordinal))
            {
                var id = line[ProblemLine.Length..];
                _problems[id] = _problems.GetValueOrDefault(id) + 1;
            }
            else
            {
                _output.Add(line);
            }
        }
    }
}
