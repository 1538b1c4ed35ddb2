namespace Seedance.Help;

/// <summary>All that the help of one cmdlet says.</summary>
internal sealed record CmdletHelp
{
    public required string Name { get; init; }

    public required string Synopsis { get; init; }

    /// <summary>Paragraphs.</summary>
    public required IReadOnlyList<string> Description { get; init; }

    public required IReadOnlyList<SyntaxHelp> Syntax { get; init; }

    /// <summary>Each parameter once, in the order of the alphabet, those that PowerShell adds at the end.</summary>
    public required IReadOnlyList<ParameterHelp> Parameters { get; init; }

    public required IReadOnlyList<TypeHelp> Inputs { get; init; }

    public required IReadOnlyList<TypeHelp> Outputs { get; init; }

    /// <summary>Paragraphs.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    public required IReadOnlyList<ExampleHelp> Examples { get; init; }

    /// <summary>Names of cmdlets and about topics.</summary>
    public required IReadOnlyList<string> Links { get; init; }
}
