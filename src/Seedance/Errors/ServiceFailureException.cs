namespace Seedance;

/// <summary>The service failed on its side (5xx).</summary>
public sealed class ServiceFailureException : SeedanceServiceException
{
    internal ServiceFailureException(ServiceResponse response) : base(Messages.ServiceFailure, response) { }
}
