using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Seedance.Host;

/// <summary>A runspace with the prelude and the module, and the running of one script in it.</summary>
internal sealed class Session : IDisposable
{
    private readonly Terminal _terminal;
    private readonly StopSignals _signals = new();
    private readonly ConsoleHost _host;
    private readonly Runspace _runspace;

    private Session(Terminal terminal)
    {
        _terminal = terminal;
        _host = new ConsoleHost(new ConsoleUI(terminal, new ConsoleReader(_signals.Token)));
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.RemoteSigned;
        _runspace = RunspaceFactory.CreateRunspace(_host, state);
        _runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
    }

    public static Session Open(Terminal terminal, string module)
    {
        var session = new Session(terminal);
        session._runspace.Open();
        if (!terminal.OutputColor)
            PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
        // Cmdlets of the module may look for it, as on a thread of pwsh.
        Runspace.DefaultRunspace = session._runspace;
        session.Prepare(Prelude.Text, module);
        return session;
    }

    /// <summary>Runs the script to its end, renders what it emits, and tells the exit code.</summary>
    public int Run(Script script)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.Streams.Error.DataAdded += (_, added) => WriteError(shell.Streams.Error[added.Index]);
        using var stopping = _signals.Token.Register(() => shell.BeginStop(null, null));
        try
        {
            shell.Commands.AddCommand(script.In(_runspace)).AddCommand("Out-Default");
            // Only a command of the history leaves its $? behind.
            shell.Invoke(null, new PSInvocationSettings { AddToHistory = true });
            return _signals.ExitCode ?? _host.ExitCode ?? (LastCommandSucceeded ? ExitCode.Success : ExitCode.Failure);
        }
        catch (RuntimeException) when (_signals.ExitCode is { } stopped)
        {
            return stopped;
        }
        catch (RuntimeException e)
        {
            WriteError(e.ErrorRecord);
            return ExitCode.Failure;
        }
        finally
        {
            _terminal.HideProgress();
        }
    }

    public void Dispose()
    {
        _runspace.Dispose();
        _signals.Dispose();
    }

    private bool LastCommandSucceeded => _runspace.SessionStateProxy.GetVariable("?") is not false;

    private void Prepare(string prelude, string module)
    {
        try
        {
            using var shell = PowerShell.Create(_runspace);
            shell.AddScript(prelude, useLocalScope: true).Invoke();
            shell.Commands.Clear();
            shell.AddCommand("Import-Module").AddParameter("Name", module).AddParameter("ErrorAction", "Stop").Invoke();
        }
        catch (RuntimeException e)
        {
            throw new StartException($"The module does not load: {e.Message}");
        }
    }

    private void WriteError(ErrorRecord error) => _terminal.WriteErrorLine(ErrorText.Of(error), Terminal.Red);
}
