using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Seedance.Help;

/// <summary>Writes the help file of PowerShell, in the order of elements that its schema developerCommand.xsd gives.</summary>
internal static class HelpFile
{
    private static readonly XNamespace _maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace _command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace _dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static void Write(IEnumerable<CmdletHelp> cmdlets, string path)
    {
        // PowerShell reads a file as MAML only if its root has this name, namespace and attribute.
        XNamespace msh = "http://msh";
        var root = new XElement(msh + "helpItems", new XAttribute("schema", "maml"), cmdlets.Select(Command));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var writer = XmlWriter.Create(path, new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false) });
        root.Save(writer);
    }

    private static XElement Command(CmdletHelp cmdlet) => new(
        _command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", _maml),
        new XAttribute(XNamespace.Xmlns + "command", _command),
        new XAttribute(XNamespace.Xmlns + "dev", _dev),
        Details(cmdlet),
        Described("description", cmdlet.Description),
        new XElement(_command + "syntax", cmdlet.Syntax.Select(set => SyntaxItem(cmdlet.Name, set))),
        cmdlet.Parameters.Count == 0 ? null : new XElement(_command + "parameters", cmdlet.Parameters.Select(parameter => Parameter(parameter, isSyntax: false))),
        new XElement(_command + "inputTypes", cmdlet.Inputs.Select(input => TypeItem("inputType", input))),
        new XElement(_command + "returnValues", cmdlet.Outputs.Select(output => TypeItem("returnValue", output))),
        new XElement(_command + "terminatingErrors"),
        new XElement(_command + "nonTerminatingErrors"),
        new XElement(_maml + "alertSet", new XElement(_maml + "alert", Paras(cmdlet.Notes))),
        new XElement(_command + "examples", cmdlet.Examples.Select(Example)),
        new XElement(_maml + "relatedLinks", Link("Online version:", OnlineHelp.AddressOf(cmdlet.Name)), cmdlet.Links.Select(name => Link(name, string.Empty))));

    private static XElement Details(CmdletHelp cmdlet)
    {
        var dash = cmdlet.Name.IndexOf('-', StringComparison.Ordinal);
        return new XElement(
            _command + "details",
            new XElement(_command + "name", cmdlet.Name),
            Described("description", [cmdlet.Synopsis]),
            new XElement(_maml + "copyright", Paras([string.Empty])),
            new XElement(_command + "verb", cmdlet.Name[..dash]),
            new XElement(_command + "noun", cmdlet.Name[(dash + 1)..]),
            new XElement(_dev + "version"));
    }

    private static XElement SyntaxItem(string name, SyntaxHelp set) => new(
        _command + "syntaxItem",
        new XElement(_maml + "name", name),
        set.Parameters.Select(parameter => Parameter(parameter, isSyntax: true)));

    private static XElement Parameter(ParameterHelp parameter, bool isSyntax) => new(
        _command + "parameter",
        new XAttribute("required", parameter.IsRequired),
        new XAttribute("variableLength", parameter.IsArray),
        new XAttribute("globbing", parameter.AcceptsWildcards),
        new XAttribute("pipelineInput", parameter.PipelineInput),
        new XAttribute("position", parameter.PositionText),
        new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
        new XElement(_maml + "name", parameter.Name),
        Described("description", parameter.Accepts is null ? parameter.Description : [.. parameter.Description, $"Accepted values: {parameter.Accepts}"]),
        ParameterValue(parameter, isSyntax),
        new XElement(_dev + "type", new XElement(_maml + "name", parameter.Type), new XElement(_maml + "uri")),
        new XElement(_dev + "defaultValue", parameter.Default ?? "None"));

    /// <summary>In the syntax a switch has no value, and a closed list is shown as its words.</summary>
    private static XElement? ParameterValue(ParameterHelp parameter, bool isSyntax) => isSyntax switch
    {
        true when parameter.IsSwitch => null,
        true when parameter.Words.Count > 0 => new XElement(_command + "parameterValueGroup", parameter.Words.Select(word => Value(word, isRequired: false, isArray: false))),
        _ => Value(parameter.Type, isRequired: !parameter.IsSwitch, parameter.IsArray),
    };

    private static XElement Value(string text, bool isRequired, bool isArray) =>
        new(_command + "parameterValue", new XAttribute("required", isRequired), new XAttribute("variableLength", isArray), text);

    private static XElement TypeItem(string element, TypeHelp type) => new(
        _command + element,
        new XElement(_dev + "type", new XElement(_maml + "name", type.Name), new XElement(_maml + "uri")),
        Described("description", [type.Description]));

    private static XElement Example(ExampleHelp example, int index) => new(
        _command + "example",
        new XElement(_maml + "title", $"------- Example {index + 1}: {example.Title} -------"),
        new XElement(_dev + "code", example.Code),
        // Get-Help puts nothing between examples: the empty paragraph is the blank line.
        new XElement(_dev + "remarks", Paras([.. example.Remarks, string.Empty])));

    private static XElement Link(string text, string address) =>
        new(_maml + "navigationLink", new XElement(_maml + "linkText", text), new XElement(_maml + "uri", address));

    private static XElement Described(string element, IReadOnlyList<string> paragraphs) => new(_maml + element, Paras(paragraphs));

    private static IEnumerable<XElement> Paras(IReadOnlyList<string> paragraphs) => paragraphs.Select(paragraph => new XElement(_maml + "para", paragraph));
}
