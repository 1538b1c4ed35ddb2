namespace Seedance;

/// <summary>The service rejected the API key: it is wrong, malformed or revoked.</summary>
public sealed class UnauthorizedException : SeedanceServiceException
{
    internal UnauthorizedException(ServiceResponse response) : base(Messages.Unauthorized, response) { }
}
