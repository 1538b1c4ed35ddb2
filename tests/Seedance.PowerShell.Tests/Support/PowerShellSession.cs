using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Seedance.PowerShell.Tests;

/// <summary>A real runspace with the staged module in it, as a user's session has it.</summary>
public sealed class PowerShellSession : IDisposable
{
    private readonly Runspace _runspace;

    public PowerShellSession(string? folder = null)
    {
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule(StagedModule.Manifest);
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
        if (folder is not null)
        {
            _runspace.SessionStateProxy.Path.SetLocation(folder);
        }
    }

    /// <summary>Runs a script to its end. Each name and value becomes a variable first.</summary>
    public ScriptResult Run(string script, params (string Name, object? Value)[] variables)
    {
        using var run = Start(script, variables);
        return run.Finish();
    }

    /// <summary>Starts a script and returns.</summary>
    public ScriptRun Start(string script, params (string Name, object? Value)[] variables)
    {
        foreach (var (name, value) in variables)
        {
            _runspace.SessionStateProxy.SetVariable(name, value);
        }

        return new ScriptRun(_runspace, script);
    }

    public object? Variable(string name) => _runspace.SessionStateProxy.GetVariable(name) is PSObject wrapped ? wrapped.BaseObject : _runspace.SessionStateProxy.GetVariable(name);

    public void Dispose() => _runspace.Dispose();
}

/// <summary>A script under way.</summary>
public sealed class ScriptRun : IDisposable
{
    private readonly System.Management.Automation.PowerShell _shell;
    private readonly PSDataCollection<PSObject> _output = [];
    private readonly IAsyncResult _pending;

    internal ScriptRun(Runspace runspace, string script)
    {
        _shell = System.Management.Automation.PowerShell.Create(runspace).AddScript(script);
        _pending = _shell.BeginInvoke<PSObject, PSObject>(null, _output);
    }

    /// <summary>How many objects have come out so far. The collection itself blocks who enumerates it before the end.</summary>
    public int OutputCount => _output.Count;

    /// <summary>The errors so far.</summary>
    public PSDataCollection<ErrorRecord> Errors => _shell.Streams.Error;

    /// <summary>Ctrl+C; returns when the pipeline has ended.</summary>
    public void Stop() => _shell.Stop();

    public ScriptResult Finish()
    {
        ErrorRecord? failure = null;
        var stopped = false;
        try
        {
            _shell.EndInvoke(_pending);
        }
        catch (PipelineStoppedException)
        {
            stopped = true;
        }
        catch (RuntimeException terminating)
        {
            failure = terminating.ErrorRecord;
        }

        return new ScriptResult(
            [.. _output],
            [.. _shell.Streams.Error],
            failure,
            stopped,
            [.. _shell.Streams.Warning.Select(record => record.Message)],
            [.. _shell.Streams.Verbose.Select(record => record.Message)],
            [.. _shell.Streams.Information.Select(record => record.ToString())],
            [.. _shell.Streams.Progress]);
    }

    public void Dispose() => _shell.Dispose();
}

/// <summary>All that a user would see of a script.</summary>
public sealed record ScriptResult(
    IReadOnlyList<PSObject> Output,
    IReadOnlyList<ErrorRecord> Errors,
    ErrorRecord? Failure,
    bool WasStopped,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Verbose,
    IReadOnlyList<string> Information,
    IReadOnlyList<ProgressRecord> Progress)
{
    /// <summary>The one error there must be, whether it ended the script or not.</summary>
    public ErrorRecord TheError => Assert.Single(Failure is null ? Errors : [.. Errors, Failure]);

    /// <summary>All errors, of which there must be so many.</summary>
    public IReadOnlyList<ErrorRecord> TheErrors(int count)
    {
        Assert.Equal(count, Errors.Count);
        return Errors;
    }

    public void AssertNoError()
    {
        Assert.Null(Failure);
        Assert.Empty(Errors);
    }

    public IReadOnlyList<string?> Column(string property) => [.. Output.Select(item => item.Properties[property]?.Value?.ToString())];
}
