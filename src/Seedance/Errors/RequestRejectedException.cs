namespace Seedance;

/// <summary>The service rejected the request's values.</summary>
public sealed class RequestRejectedException : SeedanceServiceException
{
    internal RequestRejectedException(ServiceResponse response)
        : base(Messages.RequestRejected(ApiFields.Find(response.Message)), response) => Fields = ApiFields.Find(response.Message);

    /// <summary>The fields of the request that the service's message names, such as <c>duration</c>; empty when it names none.</summary>
    public IReadOnlyList<string> Fields { get; }

    /// <summary>InvalidRequest, as for a request that is rejected before it is sent: a script does not need to know who found the error.</summary>
    public override string ErrorId => "InvalidRequest";
}
