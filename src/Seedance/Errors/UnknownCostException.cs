namespace Seedance;

/// <summary>The price of a job is not known, so that a limit could not be kept. It was not sent.</summary>
public sealed class UnknownCostException : SeedanceException
{
    internal UnknownCostException(SeedanceRequest request)
        : base(Messages.UnknownCost(request))
    {
    }
}
