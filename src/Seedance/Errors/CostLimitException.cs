namespace Seedance;

/// <summary>The next job could pass the cost limit of the command. It was not sent, nor is any after it.</summary>
public sealed class CostLimitException : SeedanceException
{
    internal CostLimitException(SpendingLimit limit, decimal reserve, bool isFollowing)
        : base(Messages.CostLimit(limit, reserve)) => (Limit, Spent, IsFollowing) = (limit.Dollars, limit.Spent, isFollowing);

    /// <summary>The limit in US dollars.</summary>
    public decimal Limit { get; }

    /// <summary>What the submitted jobs cost in US dollars.</summary>
    public decimal Spent { get; }

    /// <summary>Whether an earlier job was the first that was not sent, and is reported.</summary>
    internal bool IsFollowing { get; }
}
