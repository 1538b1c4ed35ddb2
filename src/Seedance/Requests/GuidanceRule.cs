namespace Seedance;

/// <summary>What the model takes of one guidance. API page: Create, combination rules.</summary>
/// <param name="Name">The guidance, as the cmdlets name it.</param>
/// <param name="Key">The guidance, as the API names it.</param>
/// <param name="Kind">What its media must be.</param>
/// <param name="Most">How many it takes.</param>
internal sealed record GuidanceRule(string Name, string Key, SeedanceMediaKind Kind, int Most)
{
    /// <summary>One of these must be there too; empty when it may stand alone.</summary>
    public IReadOnlyList<string> NeedsOneOf { get; init; } = [];

    /// <summary>None of these may be there too.</summary>
    public IReadOnlyList<string> Excludes { get; init; } = [];
}
