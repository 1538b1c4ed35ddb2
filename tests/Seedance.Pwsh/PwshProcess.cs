using System.Diagnostics;

namespace Seedance.Pwsh;

/// <summary>A pwsh in a process of its own, with its streams redirected and the staged module installed. Disposing ends it.</summary>
public sealed class PwshProcess : IDisposable
{
    private static readonly TimeSpan _defaultLimit = TimeSpan.FromMinutes(2);

    // Processes that run side by side or are killed damage a start-up profile that they share.
    private readonly DirectoryInfo _cache = Directory.CreateTempSubdirectory("seedance-pwsh-");

    /// <param name="arguments">Such as -File and a script with its arguments.</param>
    /// <param name="folder">The current folder.</param>
    /// <param name="environment">Variables in addition to this process's.</param>
    /// <param name="acceptsInterrupt">Whether Ctrl+C stops it even if this process ignores it, as one in the background does. Linux only.</param>
    public PwshProcess(IEnumerable<string> arguments, string? folder = null, IReadOnlyDictionary<string, string>? environment = null, bool acceptsInterrupt = false)
    {
        // env is replaced by the program that it starts: the process ID stays.
        var (program, first) = acceptsInterrupt && OperatingSystem.IsLinux() ? ("env", (string[])["--default-signal=INT", "dotnet"]) : ("dotnet", []);
        var start = new ProcessStartInfo(program, [.. first, PwshPackage.CompiledProgram, "-NoProfile", "-NonInteractive", .. arguments])
        {
            WorkingDirectory = folder ?? "",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["XDG_CACHE_HOME"] = _cache.FullName;
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        // A process of a few seconds gains nothing from a profile of itself or from code compiled again (after 0x100000 ms here):
        // the two cost it half of its processor time.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TC_CallCountingDelayMs"] = "100000";
        if (MemoryFolder.Path is { } memory)
        {
            start.Environment["TMPDIR"] = memory;
        }

        // Plain text: PowerShell writes colors into redirected streams too.
        start.Environment["NO_COLOR"] = "1";
        start.Environment["PSModulePath"] = PwshPackage.Modules;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        Process = Process.Start(start)!;
    }

    /// <summary>The process itself: there is no shim between.</summary>
    public Process Process { get; }

    /// <summary>Starts a command and waits for its end.</summary>
    public static async Task<PwshResult> RunAsync(string command, string? folder = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        using var pwsh = new PwshProcess(["-Command", command], folder, environment);
        return await pwsh.FinishAsync();
    }

    /// <summary>Waits for its end, with nobody at its standard input.</summary>
    /// <exception cref="TimeoutException">It took longer than the limit.</exception>
    public async Task<PwshResult> FinishAsync(TimeSpan? limit = null)
    {
        Process.StandardInput.Close();
        var output = Process.StandardOutput.ReadToEndAsync();
        var error = Process.StandardError.ReadToEndAsync();
        await Process.WaitForExitAsync().WaitAsync(limit ?? _defaultLimit);
        return new PwshResult(Process.ExitCode, await output, await error);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!Process.HasExited)
        {
            Process.Kill(entireProcessTree: true);
            Process.WaitForExit();
        }

        Process.Dispose();
        _cache.Delete(recursive: true);
    }
}
