namespace Seedance;

/// <summary>The service does not know the id.</summary>
public sealed class NotFoundException : SeedanceServiceException
{
    internal NotFoundException(string what, ServiceResponse response) : base(Messages.NotFound(what), response) { }
}
