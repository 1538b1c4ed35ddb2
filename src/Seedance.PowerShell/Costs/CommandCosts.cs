using Seedance.Costs;
using Seedance.PowerShell.Text;
using Seedance.Requests;

namespace Seedance.PowerShell.Costs;

/// <summary>What the jobs of one command cost: the estimates, the limits and how they compare to the charges.</summary>
/// <param name="connection">The account's connection; null when there is none.</param>
/// <param name="maxCost">The command's limit in US dollars; null when it has none.</param>
internal sealed class CommandCosts(SeedanceConnection? connection, decimal? maxCost)
{
    private const decimal Tolerance = 0.05m;

    private readonly ChargedCosts? _charged = connection?.KeyAccount.FindKnown()?.ChargedCosts;
    private int _isDifferenceShown;
    private CostSum _sum;

    /// <summary>The limit that the jobs share; null when there is none.</summary>
    public SpendingLimit? Limit { get; } = maxCost is { } dollars ? new SpendingLimit(dollars) : null;

    /// <summary>Whether nothing is paid.</summary>
    public bool IsSimulated { get; } = connection?.IsSandbox == true;

    public CostEstimate Estimate(SeedanceRequest request, VideoModel model) => CostEstimator.Estimate(request, model, _charged);

    /// <summary>Counts a job that is only shown.</summary>
    public void AddToSum(CostEstimate estimate) => _sum = _sum.Add(estimate);

    /// <summary>What the jobs that are only shown cost in all, and what is left of the limits; null when there are none.</summary>
    public string? DescribeSum() => _sum.Jobs == 0 ? null : CostText.WhatIf(_sum, maxCost, ReadBudgetLeft(), IsSimulated);

    /// <summary>The warning of the first job whose charge differs from the estimate; null for any other.</summary>
    public string? FindDifference(SeedanceGeneration generation, CostEstimate estimate)
    {
        // What a video reference adds is not known.
        if (estimate is not { Dollars: { } expected, IsMinimum: false } || generation.Cost is not { } charged || Math.Abs(charged - expected) <= expected * Tolerance)
        {
            return null;
        }

        return Interlocked.Exchange(ref _isDifferenceShown, 1) == 0 ? CostText.Difference(generation, charged, estimate) : null;
    }

    private decimal? ReadBudgetLeft()
    {
        if (connection?.DailyBudget is not { } dollars)
        {
            return null;
        }

        var budget = DailyBudget.Today(dollars, connection.Clock);
        return dollars - (connection.KeyAccount.FindKnown()?.Journal.ReadSpent(budget) ?? 0);
    }
}
