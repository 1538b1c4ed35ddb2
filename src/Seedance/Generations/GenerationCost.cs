namespace Seedance.Generations;

/// <summary>The units in which the service says what a job costs.</summary>
internal static class GenerationCost
{
    public const string Dollars = "DOLLARS";
    public const string Credits = "CREDITS";

    /// <summary>The unit of an amount; null when there is none.</summary>
    public static string? UnitOf(decimal? dollars, decimal? credits) => dollars is not null ? Dollars : credits is not null ? Credits : null;

    /// <summary>Whether the service means a unit, in whichever case.</summary>
    public static bool Is(string? unit, string expected) => string.Equals(unit, expected, StringComparison.OrdinalIgnoreCase);
}
