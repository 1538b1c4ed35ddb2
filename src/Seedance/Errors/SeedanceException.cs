namespace Seedance;

/// <summary>Anything that Seedance can say went wrong. The message is complete in itself and never holds the API key.</summary>
public abstract class SeedanceException : Exception
{
    private protected SeedanceException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>The stable name of what went wrong, such as <c>PromptBlocked</c>. Scripts see it as <c>Seedance.PromptBlocked</c>.</summary>
    public virtual string ErrorId => GetType().Name.Replace("Exception", string.Empty);
}

/// <summary>The service, or the storage behind it, answered with a refusal or with something that is no answer.</summary>
public abstract class SeedanceServiceException : SeedanceException
{
    private protected SeedanceServiceException(string explanation, ServiceAnswer answer, Exception? inner = null)
        : base(Strings.WithServerWords(explanation, answer), inner)
    {
        StatusCode = answer.StatusCode;
        ServerMessage = answer.Words;
        RequestId = answer.RequestId;
    }

    /// <summary>The HTTP status, or the one that the answer's body names when it differs; null when no answer came.</summary>
    public int? StatusCode { get; }

    /// <summary>The server's own words, the API key taken out; null when it said nothing readable.</summary>
    public string? ServerMessage { get; }

    /// <summary>What the server calls this request (X-Request-ID), for its support; null when it gave none.</summary>
    public string? RequestId { get; }
}

/// <summary>What an answer said of itself, as far as an error needs it.</summary>
internal readonly record struct ServiceAnswer(int? StatusCode, string? Words, string? RequestId);
