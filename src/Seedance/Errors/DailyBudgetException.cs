namespace Seedance;

/// <summary>The job could pass the budget of the day. It was not sent.</summary>
public sealed class DailyBudgetException : SeedanceException
{
    internal DailyBudgetException(DailyBudget budget, decimal spent, decimal reserve)
        : base(Messages.DailyBudget(budget, spent, reserve)) => (Budget, Spent) = (budget.Dollars, spent);

    /// <summary>The budget in US dollars.</summary>
    public decimal Budget { get; }

    /// <summary>What the day's jobs cost in US dollars, as far as the journal knows; for those in progress, what is set aside.</summary>
    public decimal Spent { get; }
}
