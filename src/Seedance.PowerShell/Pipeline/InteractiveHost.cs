namespace Seedance.PowerShell.Pipeline;

/// <summary>Whether somebody may watch the host. A script that nobody watches gets no progress.</summary>
internal static class InteractiveHost
{
    private const string ConsoleHost = "ConsoleHost";
    private const string NonInteractive = "noninteractive";
    private const int ShortestForm = 4;

    /// <param name="hostName">The name of the host. One that is not a console shows progress in its own way, or passes it on.</param>
    /// <param name="commandLine">The program and its arguments.</param>
    /// <param name="isOutputRedirected">Whether the console's output goes to a file or another program.</param>
    public static bool Is(string hostName, IEnumerable<string> commandLine, bool isOutputRedirected) =>
        hostName != ConsoleHost || (!isOutputRedirected && !commandLine.Skip(1).TakeWhile(IsHostParameter).Any(IsNonInteractive));

    // What follows -File or -Command belongs to the script.
    private static bool IsHostParameter(string argument) =>
        !IsForm(argument, "file", 1) && !IsForm(argument, "command", 1) && !IsForm(argument, "commandwithargs", 1);

    private static bool IsNonInteractive(string argument) => IsForm(argument, NonInteractive, ShortestForm);

    private static bool IsForm(string argument, string parameter, int shortest)
    {
        var name = argument.TrimStart('-', '/');
        return name.Length < argument.Length && name.Length >= shortest && parameter.StartsWith(name, StringComparison.OrdinalIgnoreCase);
    }
}
