namespace Seedance;

/// <summary>The service does not take the API key: wrong, malformed or revoked.</summary>
public sealed class UnauthorizedException : SeedanceServiceException
{
    internal UnauthorizedException(ServiceAnswer answer) : base(Strings.Unauthorized, answer) { }
}

/// <summary>The account has not enough API credits for this job. Nothing was charged.</summary>
public sealed class InsufficientCreditsException : SeedanceServiceException
{
    internal InsufficientCreditsException(ServiceAnswer answer) : base(Strings.InsufficientCredits, answer) { }
}

/// <summary>The service's moderation refused the prompt. Nothing was charged.</summary>
public sealed class PromptBlockedException : SeedanceServiceException
{
    internal PromptBlockedException(ServiceAnswer answer) : base(Strings.PromptBlocked, answer) { }
}

/// <summary>The service no longer offers the model to API keys.</summary>
public sealed class ModelNotSupportedException : SeedanceServiceException
{
    internal ModelNotSupportedException(ServiceAnswer answer) : base(Strings.ModelNotSupported, answer) { }
}

/// <summary>The service refused an uploaded file or an id.</summary>
public sealed class MediaRefusedException : SeedanceServiceException
{
    internal MediaRefusedException(ServiceAnswer answer) : base(Strings.MediaRefused, answer) { }
}

/// <summary>Too many requests, for longer than Seedance was ready to wait.</summary>
public sealed class RateLimitedException : SeedanceServiceException
{
    internal RateLimitedException(ServiceAnswer answer, TimeSpan? retryAfter)
        : base(Strings.RateLimited, answer) => RetryAfter = retryAfter;

    /// <summary>How long the service asked to wait; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; }
}

/// <summary>The service refused the request as it stands.</summary>
public sealed class RequestRefusedException : SeedanceServiceException
{
    internal RequestRefusedException(ServiceAnswer answer)
        : base(Strings.RequestRefused(ApiFields.FindParameters(answer.Words)), answer) => Parameters = ApiFields.FindParameters(answer.Words);

    /// <summary>The parameters, as the cmdlets name them, whose fields the service objects to; empty when it names none.</summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>The same as for a draft that is refused here: scripts need not care who noticed.</summary>
    public override string ErrorId => "InvalidRequest";
}

/// <summary>The service does not know the id.</summary>
public sealed class NotFoundException : SeedanceServiceException
{
    internal NotFoundException(string what, ServiceAnswer answer) : base(Strings.NotFound(what), answer) { }
}

/// <summary>The service failed on its side (5xx).</summary>
public sealed class ServiceFailureException : SeedanceServiceException
{
    internal ServiceFailureException(ServiceAnswer answer) : base(Strings.ServiceFailure, answer) { }
}

/// <summary>The answer has none of the shapes that the service is known to give.</summary>
public sealed class UnknownAnswerException : SeedanceServiceException
{
    internal UnknownAnswerException(ServiceAnswer answer, Exception? inner = null) : base(Strings.UnknownAnswer, answer, inner) { }
}

/// <summary>No connection could be made (name, network or TLS): the request surely never left.</summary>
public sealed class UnreachableException : SeedanceException
{
    internal UnreachableException(Uri uri, Exception inner) : base(Strings.Unreachable(uri, inner), inner) => Host = uri.Host;

    /// <summary>The host that could not be reached.</summary>
    public string Host { get; }
}

/// <summary>The connection broke while a request was under way.</summary>
public sealed class ConnectionLostException : SeedanceException
{
    internal ConnectionLostException(Uri uri, Exception inner) : base(Strings.ConnectionLost(uri, inner), inner) { }
}

/// <summary>A request got no answer in time.</summary>
public sealed class RequestTimeoutException : SeedanceException
{
    internal RequestTimeoutException(Uri uri, TimeSpan timeout) : base(Strings.RequestTimeout(uri, timeout)) { }
}
