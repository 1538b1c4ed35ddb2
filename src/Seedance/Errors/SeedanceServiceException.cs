namespace Seedance;

/// <summary>The service, or the storage behind it, rejected a request or sent an unexpected response.</summary>
public abstract class SeedanceServiceException : SeedanceException
{
    private protected SeedanceServiceException(string explanation, ServiceResponse response, Exception? inner = null)
        : base(Messages.WithServiceMessage(explanation, response), inner)
    {
        StatusCode = response.StatusCode;
        ServerMessage = response.Message;
        RequestId = response.RequestId;
    }

    /// <summary>The HTTP status, or the one that the response's body names when it differs; null when there was no response.</summary>
    public int? StatusCode { get; }

    /// <summary>The service's own message without the API key; null when it sent nothing readable.</summary>
    public string? ServerMessage { get; }

    /// <summary>The service's id of this request (X-Request-ID), for its support; null when it sent none.</summary>
    public string? RequestId { get; }
}
