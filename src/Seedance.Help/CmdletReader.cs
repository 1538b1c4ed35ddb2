using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Seedance.Help;

/// <summary>Joins what PowerShell knows of the cmdlets with what their XML docs say.</summary>
internal sealed partial class CmdletReader(XmlDocs docs)
{
    /// <summary>The cmdlets of an assembly, by their names.</summary>
    public IReadOnlyList<CmdletHelp> Read(string assembly)
    {
        // PowerShell itself reads the parameters: inherited, overridden and added ones are then what a user has.
        var state = InitialSessionState.Create();
        foreach (var type in Assembly.LoadFrom(Path.GetFullPath(assembly)).GetExportedTypes())
        {
            if (type.GetCustomAttribute<CmdletAttribute>() is { } cmdlet)
            {
                state.Commands.Add(new SessionStateCmdletEntry($"{cmdlet.VerbName}-{cmdlet.NounName}", type, null));
            }
        }

        using var runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        Runspace.DefaultRunspace = runspace;
        return [.. state.Commands.Select(command => (CmdletInfo)runspace.SessionStateProxy.InvokeCommand.GetCommand(command.Name, CommandTypes.Cmdlet)).OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal).Select(Read)];
    }

    private CmdletHelp Read(CmdletInfo cmdlet)
    {
        var type = cmdlet.ImplementingType;
        var doc = docs.OfType(type) ?? new XElement("member");
        var sets = cmdlet.ParameterSets.OrderByDescending(set => set.IsDefault).Select(set => new SyntaxHelp(set.Name, set.IsDefault, Order(Own(set).Select(parameter => Read(type, parameter))))).ToList();
        var parameters = sets.SelectMany(set => set.Parameters).GroupBy(parameter => parameter.Name).Select(Merge)
            .OrderBy(parameter => AddedParameters.Contains(parameter.Name)).ThenBy(parameter => parameter.Name, StringComparer.Ordinal).ToList();
        return new CmdletHelp
        {
            Name = cmdlet.Name,
            Synopsis = XmlDocs.Text(doc.Element("summary")),
            Description = XmlDocs.Paragraphs(doc.Element("remarks")),
            Syntax = sets,
            Parameters = parameters,
            Inputs = ReadInputs(cmdlet, parameters),
            Outputs = ReadOutputs(type, [.. doc.Elements("returns")]),
            Notes = [.. doc.Elements("note").SelectMany(XmlDocs.Paragraphs)],
            Examples = [.. doc.Elements("example").Select(ReadExample)],
            Links = [.. doc.Elements("seealso").Select(NameOfLink)],
        };
    }

    private static IEnumerable<CommandParameterInfo> Own(CommandParameterSetInfo set) => set.Parameters.Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name));

    /// <summary>As Get-Command -Syntax has them: by position, then the required ones, then the others.</summary>
    private static List<ParameterHelp> Order(IEnumerable<ParameterHelp> parameters) =>
        [.. parameters.OrderBy(parameter => parameter.Position ?? int.MaxValue).ThenByDescending(parameter => parameter.IsRequired).ThenBy(parameter => AddedParameters.Contains(parameter.Name))];

    /// <summary>One parameter of several sets: what it is in any of them.</summary>
    private static ParameterHelp Merge(IEnumerable<ParameterHelp> same) => same.First() with
    {
        IsRequired = same.All(parameter => parameter.IsRequired),
        Position = same.Select(parameter => parameter.Position).FirstOrDefault(position => position is not null),
        IsByValue = same.Any(parameter => parameter.IsByValue),
        IsByPropertyName = same.Any(parameter => parameter.IsByPropertyName),
    };

    private ParameterHelp Read(Type cmdlet, CommandParameterInfo parameter)
    {
        var doc = docs.OfProperty(cmdlet, parameter.Name);
        var description = AddedParameters.Contains(parameter.Name) ? [AddedParameters.DescriptionOf(parameter.Name)] : XmlDocs.Paragraphs(doc?.Element("summary"));
        var words = WordsOf(parameter);
        return new ParameterHelp
        {
            Name = parameter.Name,
            Description = description,
            Type = NameOf(parameter.ParameterType),
            IsRequired = parameter.IsMandatory,
            Position = parameter.Position < 0 ? null : parameter.Position,
            Default = parameter.ParameterType == typeof(SwitchParameter) ? "False" : DefaultIn(description),
            Words = words,
            Accepts = words.Count > 0 ? string.Join(", ", words) : Range(parameter, XmlDocs.Text(doc?.Element("value"))),
            IsByValue = parameter.ValueFromPipeline,
            IsByPropertyName = parameter.ValueFromPipelineByPropertyName,
            AcceptsWildcards = parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any(),
            Aliases = [.. parameter.Aliases],
        };
    }

    private static IReadOnlyList<string> WordsOf(CommandParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return type.IsEnum ? Enum.GetNames(type) : parameter.Attributes.OfType<ValidateSetAttribute>().SingleOrDefault()?.ValidValues.ToList() ?? [];
    }

    /// <summary>The range of the attribute and the unit of the docs, or what the docs alone say.</summary>
    private static string? Range(CommandParameterInfo parameter, string words)
    {
        var range = parameter.Attributes.OfType<ValidateRangeAttribute>().SingleOrDefault();
        return range is null ? (words.Length == 0 ? null : words)
            : $"{range.MinRange}{(range.MaxRange is int.MaxValue ? " or more" : $" to {range.MaxRange}")} {words}".TrimEnd();
    }

    /// <summary>The default that a description names: The default is 8.</summary>
    private static string? DefaultIn(IReadOnlyList<string> description)
    {
        var sentence = DefaultSentence().Match(string.Join(' ', description));
        return sentence.Success ? sentence.Groups[1].Value : null;
    }

    private static List<TypeHelp> ReadInputs(CmdletInfo cmdlet, List<ParameterHelp> parameters)
    {
        var piped = parameters.Where(parameter => parameter.IsByValue || parameter.IsByPropertyName).ToList();
        return piped.Count == 0
            ? [new TypeHelp("None", "You can't pipe objects to this cmdlet.")]
            : [.. piped.Select(parameter => new TypeHelp(cmdlet.Parameters[parameter.Name].ParameterType.FullName!, string.Join(' ', parameter.Description)))];
    }

    /// <summary>One returns element for each OutputType, in their order.</summary>
    private static List<TypeHelp> ReadOutputs(Type cmdlet, List<XElement> returns)
    {
        var types = cmdlet.GetCustomAttributes<OutputTypeAttribute>().SelectMany(output => output.Type).ToList();
        return types.Count == 0
            ? [new TypeHelp("None", "This cmdlet returns no output.")]
            : [.. types.Select((type, index) => new TypeHelp(type.Name, XmlDocs.Text(returns.ElementAtOrDefault(index))))];
    }

    private static ExampleHelp ReadExample(XElement example)
    {
        var paragraphs = example.Elements("para").Select(XmlDocs.Text).ToList();
        return new ExampleHelp(paragraphs.FirstOrDefault(string.Empty).TrimEnd('.'), XmlDocs.Code(example.Element("code")!), [.. paragraphs.Skip(1)]);
    }

    /// <summary>A class by the cmdlet that it is, and an about topic by its name.</summary>
    private static string NameOfLink(XElement link) =>
        link.Attribute("href")?.Value ?? CommandName().Replace(link.Attribute("cref")!.Value.Split('.')[^1], "$1-$2");

    private static string NameOf(Type type) => Nullable.GetUnderlyingType(type)?.Name ?? type.Name;

    [GeneratedRegex(@"The default is (.+?)(?= \(|,(?! or else)|[.;:](\s|$))")]
    private static partial Regex DefaultSentence();

    [GeneratedRegex("^([A-Z][a-z]+(?:To|From)?)(Seedance.*)Command$")]
    private static partial Regex CommandName();
}
