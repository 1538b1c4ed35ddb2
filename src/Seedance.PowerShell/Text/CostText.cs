using System.Globalization;
using Seedance.Costs;
using Seedance.PowerShell.Costs;

namespace Seedance.PowerShell.Text;

/// <summary>Says what something costs.</summary>
internal static class CostText
{
    public const string Simulated = "simulated";
    public const string NotInUsage = "Not included: jobs that were submitted elsewhere or removed from the journal, and refunds.";

    /// <summary>An amount in US dollars.</summary>
    public static string Dollars(decimal amount) => "$" + amount.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>What a job will probably cost, such as: about $2.89.</summary>
    public static string Describe(CostEstimate estimate) => estimate.Dollars is { } dollars
        ? $"{(estimate.IsMinimum ? "at least" : "about")} {Dollars(dollars)}"
        : "price not known";

    /// <summary>What the jobs of -WhatIf cost in all, and what is left of the limits.</summary>
    public static string WhatIf(CostSum sum, decimal? maxCost, decimal? budgetLeft, bool isSimulated) => string.Join(" ", new[]
    {
        FormattableString.Invariant($"{sum.Jobs} {(sum.Jobs == 1 ? "job" : "jobs")} in all for {Describe(sum, isSimulated)}."),
        maxCost is { } limit ? Left("-MaxCost", limit - sum.Reserve) : null,
        budgetLeft is { } budget ? Left("The daily budget", budget - sum.Reserve) : null,
    }.OfType<string>());

    /// <summary>The sum below a table.</summary>
    public static string Total(CostSum sum, bool isSimulated) =>
        $"{(sum.Unknown > 0 || sum.IsMinimum ? ">= " : string.Empty)}{Dollars(sum.Dollars)}{(isSimulated ? " sim" : string.Empty)}";

    /// <summary>A sum, such as: about $5.78.</summary>
    public static string Describe(CostSum sum, bool isSimulated) =>
        $"{(sum.Unknown > 0 || sum.IsMinimum ? "at least" : "about")} {Dollars(sum.Dollars)}{Mark(isSimulated)}{(sum.Unknown > 0 ? FormattableString.Invariant($", without {sum.Unknown} whose price is not known") : string.Empty)}";

    /// <summary>The charge of a job that differs from its estimate.</summary>
    public static string Difference(SeedanceGeneration generation, decimal charged, CostEstimate estimate) =>
        $"Generation {generation.Id} was charged {Dollars(charged)}, and the estimate was {Dollars(estimate.Dollars!.Value)}. Estimates and limits of this account follow what it is charged from now on. (This is said once for a command.)";

    /// <summary>Marks an amount that nobody pays.</summary>
    public static string Mark(bool isSimulated) => isSimulated ? $" ({Simulated})" : string.Empty;

    private static string Left(string limit, decimal left) => left < 0
        ? $"{limit} would be passed by {Dollars(-left)}: the jobs that pass it are not sent."
        : $"{limit} leaves {Dollars(left)}.";
}
