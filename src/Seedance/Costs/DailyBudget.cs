namespace Seedance.Costs;

/// <summary>What the jobs of one local day may cost in all, whichever process submits them.</summary>
/// <param name="Dollars">The budget in US dollars.</param>
/// <param name="Start">When the day begins.</param>
/// <param name="End">When the next day begins.</param>
internal sealed record DailyBudget(decimal Dollars, DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>The budget of the day that it is now.</summary>
    public static DailyBudget Today(decimal dollars, TimeProvider clock)
    {
        var today = clock.GetLocalNow().Date;
        return new DailyBudget(dollars, StartOf(today), StartOf(today.AddDays(1)));

        DateTimeOffset StartOf(DateTime day) => new(day, clock.LocalTimeZone.GetUtcOffset(day));
    }

    /// <summary>Whether the budget counts a job.</summary>
    public bool Includes(SeedanceJob job) => job.SubmittedAt >= Start && job.SubmittedAt < End;

    /// <summary>Makes sure that a job can be paid from what is left.</summary>
    /// <param name="spent">What the other jobs of the day cost.</param>
    /// <param name="reserve">What is set aside for the job.</param>
    /// <exception cref="DailyBudgetException">It can't.</exception>
    public void Require(decimal spent, decimal reserve)
    {
        if (reserve > 0 && spent + reserve > Dollars)
        {
            throw new DailyBudgetException(this, spent, reserve);
        }
    }
}
