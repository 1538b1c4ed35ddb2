using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Seedance.Benchmarks;

/// <summary>A program that runs PowerShell text, each time in a process of its own.</summary>
internal sealed record Shell(string Name, string Program, params IReadOnlyList<string> Arguments)
{
    /// <summary>Of this machine, where it has one.</summary>
    public static Shell Pwsh { get; } = new("pwsh", "pwsh", "-NoProfile", "-NonInteractive");

    /// <summary>The project's own.</summary>
    public static Shell Host { get; } = new("Seedance.Host", "dotnet", Path.Combine(BuildOutput.Host, "Seedance.Host.dll"));

    /// <summary>What its processes have in their environment besides this one's.</summary>
    public IReadOnlyList<(string Name, string Value)> Environment { get; init; } = [];

    /// <summary>What the text writes, or null when the program is not installed.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public async Task<string?> RunAsync(string text)
    {
        using var process = Start(text);
        if (process is null)
        {
            return null;
        }

        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{Name} ended with {process.ExitCode}.");
    }

    /// <summary>The numbers that the text writes, with a space between; null when the program is not installed.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public async Task<IReadOnlyList<double>?> MeasureAsync(string text) =>
        (await RunAsync(text))?.Trim().Split(' ').Select(figure => double.Parse(figure, CultureInfo.InvariantCulture)).ToList();

    private Process? Start(string text)
    {
        var start = new ProcessStartInfo(Program, [.. Arguments, "-Command", text]) { RedirectStandardOutput = true };
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
