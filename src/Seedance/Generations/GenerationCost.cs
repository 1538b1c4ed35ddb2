namespace Seedance.Generations;

/// <summary>The units in which the service says what a job costs.</summary>
internal static class GenerationCost
{
    public const string Dollars = "DOLLARS";
}
