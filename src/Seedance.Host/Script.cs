using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace Seedance.Host;

/// <summary>What to run: a script file with its arguments, or a text.</summary>
internal sealed class Script
{
    private readonly string? _path;
    private readonly string _text = "";
    private readonly string[] _arguments = [];

    public Script(string text) => _text = text;

    public Script(string path, string[] arguments)
    {
        _path = Path.GetFullPath(path);
        _arguments = arguments;
        if (!File.Exists(_path))
            throw new StartException($"No such script: {_path}");
        if (!_path.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase))
            throw new StartException($"A script's name ends in .ps1: {_path}");
    }

    public Command In(Runspace runspace)
    {
        if (_path is null)
            return new Command(_text, isScript: true, useLocalScope: false);

        var command = new Command(Define(runspace, _path), isScript: false, useLocalScope: false);
        foreach (var argument in _arguments)
            command.Parameters.Add(Parameter(argument));
        return command;
    }

    // A function, because the engine keeps the 'exit' of a script file to itself, and tells the host that of a function.
    private static string Define(Runspace runspace, string path)
    {
        var ast = Parser.ParseFile(path, out _, out var errors);
        if (errors.Length > 0)
            throw new ParseException(errors);
        var name = Path.GetFileName(path);
        runspace.SessionStateProxy.InvokeProvider.Item.Set(["function:global:" + name], ast.GetScriptBlock(), force: true, literalPath: true);
        return name;
    }

    // A name without a value takes the next argument, unless it is a switch: the engine's binder knows which.
    private static CommandParameter Parameter(string argument)
    {
        if (argument.Length < 2 || argument[0] != '-' || double.TryParse(argument, CultureInfo.InvariantCulture, out _))
            return new CommandParameter(null, argument);

        var colon = argument.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? new CommandParameter(argument) : new CommandParameter(argument[..colon], Value(argument[(colon + 1)..]));
    }

    private static object Value(string text) => text.ToUpperInvariant() switch
    {
        "$TRUE" => true,
        "$FALSE" => false,
        _ => text,
    };
}
