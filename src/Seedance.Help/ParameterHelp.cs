using System.Globalization;

namespace Seedance.Help;

/// <summary>One parameter, in one parameter set or in all.</summary>
internal sealed record ParameterHelp
{
    public required string Name { get; init; }

    /// <summary>Paragraphs.</summary>
    public required IReadOnlyList<string> Description { get; init; }

    /// <summary>As Get-Help shows it, such as String[].</summary>
    public required string Type { get; init; }

    public bool IsSwitch => Type == "SwitchParameter";

    public bool IsArray => Type.EndsWith("[]", StringComparison.Ordinal);

    public required bool IsRequired { get; init; }

    /// <summary>From 0; null for one that is always named.</summary>
    public required int? Position { get; init; }

    /// <summary>The position, as Get-Help shows it.</summary>
    public string PositionText => Position?.ToString(CultureInfo.InvariantCulture) ?? "Named";

    /// <summary>The default in words; null when there is none.</summary>
    public required string? Default { get; init; }

    /// <summary>The words that are accepted; empty when there is no closed list.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>The range with its unit, or the closed list, in words; null when anything is accepted.</summary>
    public required string? Accepts { get; init; }

    public required bool IsByValue { get; init; }

    public required bool IsByPropertyName { get; init; }

    public required bool AcceptsWildcards { get; init; }

    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>What binds from the pipeline, as Get-Help shows it.</summary>
    public string PipelineInput => (IsByValue, IsByPropertyName) switch
    {
        (true, true) => "True (ByValue, ByPropertyName)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };
}
