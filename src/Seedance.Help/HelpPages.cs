using System.Text;

namespace Seedance.Help;

/// <summary>Writes one Markdown page for each cmdlet.</summary>
internal static class HelpPages
{
    public static void Write(IEnumerable<CmdletHelp> cmdlets, string folder)
    {
        if (Directory.Exists(folder))
        {
            // The page of a cmdlet that is gone would stay.
            Array.ForEach(Directory.GetFiles(folder, "*.md"), File.Delete);
        }

        Directory.CreateDirectory(folder);
        foreach (var cmdlet in cmdlets)
        {
            File.WriteAllText(Path.Combine(folder, $"{cmdlet.Name}.md"), Page(cmdlet));
        }
    }

    private static string Page(CmdletHelp cmdlet)
    {
        var page = new StringBuilder();
        Add(page, $"# {cmdlet.Name}", cmdlet.Synopsis, "## Syntax");
        foreach (var set in cmdlet.Syntax)
        {
            if (cmdlet.Syntax.Count > 1)
            {
                Add(page, $"### {set.Name}{(set.IsDefault ? " (default)" : string.Empty)}");
            }

            Add(page, $"```text\n{SyntaxLine.Of(cmdlet.Name, set)}\n```");
        }

        Add(page, ["## Description", .. cmdlet.Description, "## Examples"]);
        foreach (var (index, example) in cmdlet.Examples.Index())
        {
            Add(page, [$"### Example {index + 1}: {example.Title}", $"```powershell\n{example.Code}\n```", .. example.Remarks]);
        }

        Add(page, "## Parameters");
        foreach (var parameter in cmdlet.Parameters)
        {
            Add(page, [$"### -{parameter.Name}", .. parameter.Description, Facts(parameter)]);
        }

        Add(page, "### CommonParameters", "This cmdlet supports the common parameters. For more information, see `Get-Help about_CommonParameters`.");
        Add(page, ["## Inputs", .. cmdlet.Inputs.Select(TypeItem), "## Outputs", .. cmdlet.Outputs.Select(TypeItem), "## Notes", .. cmdlet.Notes]);
        Add(page, "## Related links", string.Join('\n', cmdlet.Links.Select(Link)));
        return page.ToString().TrimEnd('\n') + "\n";
    }

    private static void Add(StringBuilder page, params IEnumerable<string> blocks)
    {
        foreach (var block in blocks.Where(block => block.Length > 0))
        {
            page.Append(block).Append("\n\n");
        }
    }

    private static string Facts(ParameterHelp parameter)
    {
        var rows = new List<(string Name, string Value)>
        {
            ("Type", parameter.Type),
            ("Accepted values", parameter.Accepts ?? string.Empty),
            ("Default value", parameter.Default ?? "None"),
            ("Required", parameter.IsRequired ? "True" : "False"),
            ("Position", parameter.PositionText),
            ("Pipeline input", parameter.PipelineInput),
            ("Wildcards", parameter.AcceptsWildcards ? "True" : "False"),
            ("Aliases", string.Join(", ", parameter.Aliases)),
        };
        return "| | |\n|---|---|\n" + string.Join('\n', rows.Where(row => row.Value.Length > 0).Select(row => $"| {row.Name} | {Escape(row.Value)} |"));
    }

    private static string TypeItem(TypeHelp type) => $"**{type.Name}**: {type.Description}";

    private static string Link(string name) =>
        name.StartsWith("about_", StringComparison.Ordinal) ? $"- [{name}](../../module/en-US/{name}.help.txt)" : $"- [{name}]({name}.md)";

    private static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
