namespace Seedance.Host;

internal static class Usage
{
    public const string Text = """
        Runs a PowerShell script with the Seedance module loaded.

        Usage:
          Seedance.Host SCRIPT [ARGUMENTS]   -Name value and -Switch bind to the script's param() block.
          Seedance.Host -Command TEXT        Runs the text.

        Exit code:
          N    the script said 'exit N'
          0    it ran to its end
          1    a terminating error ended it, or its last command failed ($? is false)
          2    it could not start: wrong usage, no such script, no module
          130  Ctrl+C stopped it (143: SIGTERM); 'finally' blocks have run

        """;

    public static bool IsCommand(string argument) =>
        argument.Equals("-Command", StringComparison.OrdinalIgnoreCase) || argument.Equals("-c", StringComparison.OrdinalIgnoreCase);
}
