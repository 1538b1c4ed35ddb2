namespace Seedance;

/// <summary>The account does not have enough API credits for this job. Nothing was charged.</summary>
public sealed class InsufficientCreditsException : SeedanceServiceException
{
    internal InsufficientCreditsException(ServiceResponse response) : base(Messages.InsufficientCredits, response) { }
}
