namespace Seedance.Costs;

/// <summary>One input's place among those that share a limit. Disposing ends its turn.</summary>
internal sealed class SpendingTurn(SpendingLimit limit, int number) : IDisposable
{
    /// <summary>Sets aside what a job will probably cost. The inputs after it have their turn from then on.</summary>
    /// <exception cref="CostLimitException">It could pass the limit.</exception>
    public async Task<SpendingReservation> ReserveAsync(decimal amount, CancellationToken cancellationToken)
    {
        await limit.ReserveAsync(number, amount, cancellationToken);
        return new SpendingReservation(limit, amount);
    }

    public void Dispose() => limit.EndTurn(number);
}
