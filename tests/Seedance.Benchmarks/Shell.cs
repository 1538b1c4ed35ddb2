using System.Diagnostics;
using System.Globalization;
using Seedance.Pwsh;

namespace Seedance.Benchmarks;

/// <summary>A pwsh that runs text, each time in a process of its own.</summary>
internal sealed record Shell(string Name, string Program, params IReadOnlyList<string> Arguments)
{
    /// <summary>The pwsh on the PATH, or else the package's, which is not compiled ahead of time as a released one is.</summary>
    public static Shell Pwsh { get; } = IsOnPath("pwsh")
        ? new("pwsh", "pwsh", "-NoProfile", "-NonInteractive")
        : new("pwsh (package)", "dotnet", PwshPackage.Program, "-NoProfile", "-NonInteractive");

    /// <summary>For the line above the figures.</summary>
    public string Description => Program == "dotnet" ? $"{Name}, not compiled ahead of time" : Name;

    /// <summary>The environment variables of its processes in addition to this one's.</summary>
    public IReadOnlyList<(string Name, string Value)> Environment { get; init; } = [];

    /// <summary>What the text writes.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public async Task<string> RunAsync(string text)
    {
        using var process = Start(text);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{Name} ended with {process.ExitCode}.");
    }

    /// <summary>The numbers that the text writes, with a space between.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public async Task<IReadOnlyList<double>> MeasureAsync(string text) =>
        (await RunAsync(text)).Trim().Split(' ').Select(figure => double.Parse(figure, CultureInfo.InvariantCulture)).ToList();

    private static bool IsOnPath(string name) => (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, name)) || File.Exists(Path.Combine(folder, name + ".exe")));

    private Process Start(string text)
    {
        var start = new ProcessStartInfo(Program, [.. Arguments, "-Command", text]) { RedirectStandardOutput = true };
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
