using Seedance.Costs;

namespace Seedance.PowerShell.Costs;

/// <summary>What several jobs will probably cost together.</summary>
/// <param name="Jobs">How many they are.</param>
/// <param name="Dollars">The sum of what is known.</param>
/// <param name="Reserve">What limits set aside for them.</param>
/// <param name="Unknown">For how many no price is known.</param>
/// <param name="IsMinimum">Whether they may cost more.</param>
internal readonly record struct CostSum(int Jobs, decimal Dollars, decimal Reserve, int Unknown, bool IsMinimum)
{
    public CostSum Add(CostEstimate estimate) => new(
        Jobs + 1,
        Dollars + (estimate.Dollars ?? 0),
        Reserve + (estimate.Reserve ?? 0),
        Unknown + (estimate.Dollars is null ? 1 : 0),
        IsMinimum || estimate.IsMinimum);
}
