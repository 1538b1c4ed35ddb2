namespace Seedance;

/// <summary>The next job could pass the cost limit of the command. It was not sent, nor is any after it.</summary>
public sealed class CostLimitException : SeedanceException
{
    internal CostLimitException(SpendingLimit limit, decimal reserve)
        : base(Messages.CostLimit(limit, reserve)) => (Limit, Spent) = (limit.Dollars, limit.Spent);

    /// <summary>The limit in US dollars.</summary>
    public decimal Limit { get; }

    /// <summary>What the submitted jobs cost in US dollars.</summary>
    public decimal Spent { get; }
}
