namespace Seedance.Costs;

/// <summary>What is set aside for one job. Disposing releases it unless the job was charged.</summary>
internal sealed class SpendingReservation(SpendingLimit limit, decimal amount) : IDisposable
{
    private decimal? _charged;

    /// <summary>The job exists, or may exist.</summary>
    /// <param name="cost">What it costs; null when that is not known, and the reservation stays.</param>
    public void Charge(decimal? cost) => _charged = cost ?? amount;

    public void Dispose() => limit.Settle(amount, _charged);
}
