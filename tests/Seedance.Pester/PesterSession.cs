using System.IO.Pipes;
using System.Text;
using System.Text.Json;
using Seedance.Pwsh;

namespace Seedance.Pester;

/// <summary>A pwsh that runs files of tests one after the other: what it compiled for one serves the next. Disposing lets it end.</summary>
internal sealed class PesterSession : IAsyncDisposable
{
    private static readonly TimeSpan _startLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan _fileLimit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan _endLimit = TimeSpan.FromSeconds(30);

    private readonly NamedPipeServerStream _pipe;
    private readonly PwshProcess _pwsh;
    private readonly StringBuilder _output = new();

    public PesterSession()
    {
        // A full path, for the folder for temporary files of the process can be another.
        var pipeName = Path.Combine(OperatingSystem.IsWindows() ? "" : Path.GetTempPath(), $"seedance-{Guid.NewGuid():N}");
        _pipe = new(pipeName, PipeDirection.InOut, maxNumberOfServerInstances: 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous);
        _pwsh = new(["-File", Path.Combine(AppContext.BaseDirectory, "Invoke-TestFiles.ps1"), "-Pester", PwshPackage.Pester, "-PipeName", pipeName]);
        _pwsh.Process.OutputDataReceived += (_, line) => Keep(line.Data);
        _pwsh.Process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _pwsh.Process.StandardInput.Close();
        _pwsh.Process.BeginOutputReadLine();
        _pwsh.Process.BeginErrorReadLine();
    }

    /// <summary>Whether it can't run another file.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Runs tests of a file, those at some lines. When the process ends or takes too long, there are no results.</summary>
    public async Task<PesterRun> RunAsync(string file, IEnumerable<int> lines, CancellationToken cancellationToken)
    {
        var request = new PesterRequest(file, [.. PesterFile.Read(file).Select(test => test.Line).Except(lines)]);
        lock (_output)
        {
            _output.Clear();
        }

        await using var canceling = cancellationToken.Register(_pwsh.Process.Kill);
        try
        {
            return JsonSerializer.Deserialize<PesterRun>(await AskAsync(JsonSerializer.Serialize(request), cancellationToken))!;
        }
        catch (Exception failure) when (failure is IOException or TimeoutException)
        {
            IsBroken = true;
            return new PesterRun([], await DescribeAsync(failure));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // The end of the pipe is the end of its work. What it measured, as for coverage, is written when it ends by itself.
        await _pipe.DisposeAsync();
        await WaitForEndAsync();
        _pwsh.Dispose();
    }

    /// <exception cref="IOException">The process has ended.</exception>
    /// <exception cref="TimeoutException">There was no answer in time.</exception>
    private async Task<string> AskAsync(string request, CancellationToken cancellationToken)
    {
        if (!_pipe.IsConnected)
        {
            await _pipe.WaitForConnectionAsync(cancellationToken).WaitAsync(_startLimit, cancellationToken);
        }

        await _pipe.WriteAsync(Encoding.UTF8.GetBytes(request + "\n"), cancellationToken);
        using var reader = new StreamReader(_pipe, leaveOpen: true);
        return await reader.ReadLineAsync(cancellationToken).AsTask().WaitAsync(_fileLimit, cancellationToken) ?? throw new IOException("PowerShell ended.");
    }

    private async Task<string> DescribeAsync(Exception failure)
    {
        var hasEnded = failure is IOException && await WaitForEndAsync();
        lock (_output)
        {
            return $"{failure.Message} {(hasEnded ? $"Its exit code is {_pwsh.Process.ExitCode}. " : "")}It wrote:{Environment.NewLine}{_output}";
        }
    }

    private async Task<bool> WaitForEndAsync()
    {
        try
        {
            await _pwsh.Process.WaitForExitAsync().WaitAsync(_endLimit);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
