using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Seedance.Help;

/// <summary>The XML docs of the assemblies, as the compiler writes them.</summary>
internal sealed partial class XmlDocs
{
    private readonly Dictionary<string, XElement> _members;

    /// <param name="folder">Contains the XML files.</param>
    public XmlDocs(string folder) => _members = Directory.EnumerateFiles(folder, "Seedance*.xml")
        .SelectMany(file => XDocument.Load(file, LoadOptions.PreserveWhitespace).Descendants("member"))
        // Each assembly has some types that the compiler adds.
        .DistinctBy(member => member.Attribute("name")!.Value)
        .ToDictionary(member => member.Attribute("name")!.Value);

    public XElement? OfType(Type type) => _members.GetValueOrDefault($"T:{type.FullName}");

    /// <summary>The docs of a property: its own, or else those of the class that it is inherited from.</summary>
    public XElement? OfProperty(Type type, string name)
    {
        for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            if (_members.TryGetValue($"P:{declaring.FullName}.{name}", out var member) && member.Element("summary") is not null)
            {
                return member;
            }
        }

        return null;
    }

    /// <summary>The paragraphs of an element: its para elements, or else its text.</summary>
    public static IReadOnlyList<string> Paragraphs(XElement? element) => element is null ? []
        : element.Elements("para").Any() ? [.. element.Elements("para").Select(Text)]
        : [Text(element)];

    /// <summary>The text of an element in one line, references by their names.</summary>
    public static string Text(XElement? element) => element is null ? string.Empty : Spaces().Replace(string.Concat(element.Nodes().Select(Text)), " ").Trim();

    /// <summary>The lines of an element without the indentation that they share.</summary>
    public static string Code(XElement element)
    {
        var lines = element.Value.ReplaceLineEndings("\n").Trim('\n').TrimEnd().Split('\n');
        var indentation = lines.Where(line => line.Trim().Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length < indentation ? string.Empty : line[indentation..].TrimEnd()));
    }

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" or "paramref" } reference => NameOf(reference),
        XElement element => Text(element),
        _ => string.Empty,
    };

    private static string NameOf(XElement reference) =>
        reference.Value.Length > 0 ? reference.Value : reference.Attributes().First().Value.Split('.', ':')[^1];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
