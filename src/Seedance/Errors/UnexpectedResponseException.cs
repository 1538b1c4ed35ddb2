namespace Seedance;

/// <summary>The response has none of the shapes that the service is known to send.</summary>
public sealed class UnexpectedResponseException : SeedanceServiceException
{
    internal UnexpectedResponseException(ServiceResponse response, Exception? inner = null) : base(Messages.UnexpectedResponse, response, inner) { }

    /// <summary>UnknownAnswer.</summary>
    public override string ErrorId => "UnknownAnswer";
}
