using Seedance.Chaos;

namespace Seedance.PowerShell.Tests.Host;

/// <summary>One run of the built host as a child process, its streams redirected.</summary>
internal sealed record HostRun(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);

    public static Task<HostRun> Command(string text) => Start("-Command", text).Finish();

    public static RunningHost Start(params string[] arguments) => StartIn(Directory.GetCurrentDirectory(), arguments);

    public static RunningHost StartIn(string folder, params string[] arguments) => StartIn(folder, new Dictionary<string, string>(), arguments);

    public static RunningHost StartIn(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        new(HostProgram.Start(folder, environment, arguments), _limit);
}
