using System.Diagnostics;

namespace Seedance.Chaos;

/// <summary>The built host, as a process of its own.</summary>
public static class HostProgram
{
    // artifacts/bin/ANY/debug → artifacts/bin/Seedance.Host/debug
    private static string Assembly
    {
        get
        {
            var program = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            return Path.Combine(program.Parent!.Parent!.FullName, "Seedance.Host", program.Name, "Seedance.Host.dll");
        }
    }

    /// <summary>Starts it, its streams redirected.</summary>
    /// <param name="folder">Where it works.</param>
    /// <param name="environment">What its environment has besides this process's.</param>
    /// <param name="arguments">Its arguments.</param>
    public static Process Start(string folder, IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
