using System.Diagnostics;

namespace Seedance.PowerShell.Tests.Host;

/// <summary>One run of the built host as a child process, its streams redirected.</summary>
internal sealed record HostRun(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);

    public static Task<HostRun> Command(string text) => Start("-Command", text).Finish();

    public static RunningHost Start(params string[] arguments) => StartIn(Directory.GetCurrentDirectory(), arguments);

    public static RunningHost StartIn(string folder, params string[] arguments) => StartIn(folder, new Dictionary<string, string>(), arguments);

    public static RunningHost StartIn(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        start.ArgumentList.Add(HostAssembly);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return new RunningHost(Process.Start(start)!, _limit);
    }

    // artifacts/bin/Seedance.PowerShell.Tests/debug → artifacts/bin/Seedance.Host/debug
    private static string HostAssembly
    {
        get
        {
            var tests = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            return Path.Combine(tests.Parent!.Parent!.FullName, "Seedance.Host", tests.Name, "Seedance.Host.dll");
        }
    }
}
