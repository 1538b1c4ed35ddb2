using System.Management.Automation.Language;

namespace Seedance.Pester;

/// <summary>The tests of one file, read from its syntax tree.</summary>
internal static class PesterFile
{
    /// <summary>Each It; where there is none that can be read, one row for the file, which has no result and so fails.</summary>
    public static IReadOnlyList<PesterTest> Read(string file)
    {
        var tests = Parser.ParseFile(file, out _, out _)
            .FindAll(node => NameOf(node) is "It", searchNestedScriptBlocks: true)
            .Select(it => new PesterTest(file, it.Extent.StartLineNumber, [.. BlocksAround(it), Title(it)]))
            .ToList();
        return tests.Count > 0 ? tests : [new PesterTest(file, 1, ["has tests that can be read"])];
    }

    private static List<string> BlocksAround(Ast it)
    {
        var titles = new List<string>();
        for (var node = it.Parent; node is not null; node = node.Parent)
        {
            if (NameOf(node) is "Describe" or "Context")
            {
                titles.Insert(0, Title(node));
            }
        }

        return titles;
    }

    private static string? NameOf(Ast node) => (node as CommandAst)?.GetCommandName();

    private static string Title(Ast command) => ((CommandAst)command).CommandElements.Skip(1).Select(TextOf).FirstOrDefault(text => text is not null) ?? "?";

    private static string? TextOf(Ast element) => element switch
    {
        StringConstantExpressionAst constant => constant.Value,
        ExpandableStringExpressionAst expandable => expandable.Value,
        _ => null,
    };
}
