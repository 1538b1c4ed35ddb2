namespace Seedance.Host;

internal static class Program
{
    private static int Main(string[] args)
    {
        // The engine reads these once, when it is first touched.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        Environment.SetEnvironmentVariable("POWERSHELL_UPDATECHECK", "Off");

        if (args is ["-h" or "-?" or "-Help" or "--help"])
        {
            Console.Out.Write(Usage.Text);
            return ExitCode.Success;
        }

        if (args is [] || (args[0].StartsWith('-') && !(args.Length > 1 && Usage.IsCommand(args[0]))))
        {
            Console.Error.Write(Usage.Text);
            return ExitCode.Usage;
        }

        return Run(args);
    }

    private static int Run(string[] args)
    {
        var terminal = new Terminal();
        try
        {
            var script = Usage.IsCommand(args[0])
                ? new Script(string.Join(' ', args[1..]))
                : new Script(args[0], args[1..]);
            using var session = Session.Open(terminal, ModuleFolder.Find(AppContext.BaseDirectory));
            return session.Run(script);
        }
        catch (StartException e)
        {
            terminal.WriteErrorLine(e.Message, Terminal.Red);
            return ExitCode.Usage;
        }
    }
}
