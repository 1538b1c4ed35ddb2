namespace Seedance;

/// <summary>The service no longer offers the model through its API.</summary>
public sealed class ModelNotSupportedException : SeedanceServiceException
{
    internal ModelNotSupportedException(ServiceResponse response) : base(Messages.ModelNotSupported, response) { }
}
