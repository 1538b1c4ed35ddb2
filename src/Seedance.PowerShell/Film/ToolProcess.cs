using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Seedance.PowerShell.Text;
using Seedance.PowerShell.Views;

namespace Seedance.PowerShell.Film;

/// <summary>Runs a program without a window and without input. A cancellation kills it at once, with the processes that it has started.</summary>
internal static class ToolProcess
{
    private const int MaxErrorLines = 6;
    private const int MaxLineLength = 400;

    /// <param name="program">The full path of the program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="onLine">Called for each line that it writes; null collects them.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <exception cref="FFmpegFailedException">The program can't be started.</exception>
    public static async Task<ToolResult> RunAsync(string program, IEnumerable<string> arguments, Action<string>? onLine, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var process = new Process { StartInfo = Describe(program, arguments) };
        Start(process, program);
        using var registration = cancellationToken.Register(() => Kill(process));
        CloseInput(process);
        var errors = ReadLastLinesAsync(process.StandardError);
        var output = onLine is null ? process.StandardOutput.ReadToEndAsync() : ReadLinesAsync(process.StandardOutput, onLine);
        await Task.WhenAll(errors, output);

        // Its streams are closed: it has ended, or is about to.
        process.WaitForExit();
        cancellationToken.ThrowIfCancellationRequested();
        return new ToolResult(process.ExitCode, await output, await errors);
    }

    private static ProcessStartInfo Describe(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        CommandLine.SetArguments(start, arguments);
        return start;
    }

    private static void Start(Process process, string program)
    {
        try
        {
            process.Start();
        }
        catch (Exception failure) when (failure is Win32Exception or InvalidOperationException or IOException)
        {
            throw new FFmpegFailedException(FilmText.NotStarted(program, failure), failure);
        }
    }

    private static void CloseInput(Process process)
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already.
        }
    }

    private static void Kill(Process process)
    {
        try
        {
#if NET
            process.Kill(entireProcessTree: true);
#else
            // Package managers install ffmpeg as a small program that starts the real one.
            using (var killer = Process.Start(new ProcessStartInfo("taskkill", FormattableString.Invariant($"/PID {process.Id} /T /F")) { UseShellExecute = false, CreateNoWindow = true }))
            {
                killer.WaitForExit();
            }

            process.Kill();
#endif
        }
        catch (Exception failure) when (failure is InvalidOperationException or Win32Exception or AggregateException or NotSupportedException)
        {
            // It has ended already.
        }
    }

    private static async Task<string> ReadLinesAsync(StreamReader stream, Action<string> onLine)
    {
        while (await stream.ReadLineAsync() is { } line)
        {
            onLine(line);
        }

        return string.Empty;
    }

    private static async Task<IReadOnlyList<string>> ReadLastLinesAsync(StreamReader stream)
    {
        var last = new Queue<string>();
        while (await stream.ReadLineAsync() is { } line)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            last.Enqueue(TerminalText.Clean(line.Length > MaxLineLength ? line.Substring(0, MaxLineLength) : line));
            if (last.Count > MaxErrorLines)
            {
                last.Dequeue();
            }
        }

        return [.. last];
    }
}
