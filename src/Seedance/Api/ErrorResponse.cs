using System.Text.Json;

namespace Seedance.Api;

/// <summary>Finds the error in a response, whatever its shape and HTTP status. API page: Errors, and Telling refusals from lost answers on a create.</summary>
internal static class ErrorResponse
{
    private const int MaxMessageLength = 1000;

    /// <summary>Codes with which the service rejects a request.</summary>
    private static readonly HashSet<string> _rejectionCodes = new(StringComparer.OrdinalIgnoreCase) { "VALIDATION_ERROR", "validation-failed", "bad-request", "access-denied" };

    /// <summary>The error in a response, or null when there is none.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The parsed body, or null when it is not JSON.</param>
    /// <param name="text">The body as text, used when it is not JSON.</param>
    /// <param name="requestId">X-Request-ID, if any.</param>
    /// <param name="retryAfter">The delay that the Retry-After header asks for, if any.</param>
    /// <param name="redact">Removes the API key from the service's message.</param>
    public static SeedanceServiceException? Read(int status, JsonElement? body, string text, string? requestId, TimeSpan? retryAfter, Func<string, string> redact)
    {
        var errors = FindErrors(body);
        var isSuccess = status is >= 200 and < 300;
        if (errors.Count == 0 && isSuccess)
        {
            return body is null ? new UnexpectedResponseException(new(status, Shorten(redact(text)), requestId)) : null;
        }

        // A rejection often comes with HTTP 200 and the true status in its body. Every other HTTP status stands.
        // Of several, an outage counts more than a rate limit, after which a create would be sent again.
        var innerStatus = isSuccess ? errors.Max(error => error.Status) : null;
        var message = errors.Count > 0 ? string.Join(" ", errors.Select(error => error.Message).Distinct()) : text;
        var response = new ServiceResponse(innerStatus ?? status, Shorten(redact(message)), requestId);
        var code = errors.Select(error => error.Code).FirstOrDefault(found => found is not null);

        // Only JSON speaks for the service: a gateway's page may contain any words.
        var byMessage = errors.Count > 0 ? ByMessage(message, response) : null;
        return isSuccess
            ? byMessage ?? ByStatus(innerStatus, response, retryAfter) ?? ByCode(code, response) ?? AsOutage(message, code, response)
            : FromHttpStatus(status, byMessage, code, response, retryAfter);
    }

    /// <summary>As much of the service's message as a person reads, or null when it is empty.</summary>
    public static string? Shorten(string message)
    {
        var line = message.Trim();
        return line.Length == 0 ? null : line.Length <= MaxMessageLength ? line : line.Substring(0, MaxMessageLength) + "…";
    }

    /// <summary>Outside of 2xx the HTTP status decides; the message only explains a rejection.</summary>
    private static SeedanceServiceException FromHttpStatus(int status, SeedanceServiceException? byMessage, string? code, ServiceResponse response, TimeSpan? retryAfter)
    {
        // A malformed or revoked key is reported as 500 (API page: Errors).
        if (status >= 500)
        {
            return byMessage is UnauthorizedException ? byMessage : new ServiceFailureException(response);
        }

        return status switch
        {
            429 => new RateLimitedException(response, retryAfter),
            400 or 401 or 402 or 403 or 404 or 413 or 422 => byMessage ?? (status == 403 && code == "access-denied" ? new UnauthorizedException(response) : ByStatus(status, response, retryAfter)!),
            _ => new UnexpectedResponseException(response),
        };
    }

    private static SeedanceServiceException? ByStatus(int? status, ServiceResponse response, TimeSpan? retryAfter) => status switch
    {
        429 => new RateLimitedException(response, retryAfter),
        401 => new UnauthorizedException(response),
        402 => new InsufficientCreditsException(response),
        404 => new NotFoundException(Messages.ThisAddress, response),
        400 or 403 or 413 or 422 => new RequestRejectedException(response),
        _ => null,
    };

    private static SeedanceServiceException? ByMessage(string message, ServiceResponse response)
    {
        bool Says(params string[] phrases) => phrases.Any(phrase => message.IndexOf(phrase, StringComparison.OrdinalIgnoreCase) >= 0);

        return Says("authorization hook", "authentication hook") ? new UnauthorizedException(response)
            : Says("not enough api tokens") ? new InsufficientCreditsException(response)
            : Says("content moderation", "inappropriate content") ? new PromptBlockedException(response)
            : Says("is not supported within the production api") ? new ModelNotSupportedException(response)
            : Says("invalid file extension", "invalid init image id", "invalid media id", "couldn't access image") ? new MediaRejectedException(response)
            : null;
    }

    private static RequestRejectedException? ByCode(string? code, ServiceResponse response) =>
        code is not null && _rejectionCodes.Contains(code) ? new RequestRejectedException(response) : null;

    /// <summary>Neither a rejection nor a success: whether the request took effect is not known.</summary>
    private static SeedanceServiceException AsOutage(string message, string? code, ServiceResponse response) =>
        response.StatusCode >= 500 || code == "INTERNAL_SERVER_ERROR" || message.Contains("Missing \"data\" field") || message.Contains("Service Error")
            ? new ServiceFailureException(response)
            : new UnexpectedResponseException(response);

    private static List<(string Message, string? Code, int? Status)> FindErrors(JsonElement? body)
    {
        var entries = body switch
        {
            { ValueKind: JsonValueKind.Array } => body.EnumerateOrEmpty(),
            { ValueKind: JsonValueKind.Object } response when response.GetPropertyOrNull("errors") is { ValueKind: JsonValueKind.Array } errors => ((JsonElement?)errors).EnumerateOrEmpty(),
            { ValueKind: JsonValueKind.Object } response when response.GetPropertyOrNull("error") is not null || (response.GetPropertyOrNull("message") is not null && response.GetPropertyOrNull("code") is not null) => [response],
            _ => null,
        };
        return entries is null ? [] : [.. entries.Where(entry => entry.ValueKind == JsonValueKind.Object).Select(ReadError)];
    }

    private static (string Message, string? Code, int? Status) ReadError(JsonElement error)
    {
        var extensions = error.GetPropertyOrNull("extensions");
        var details = (extensions?.GetPropertyOrNull("details")?.GetPropertyOrNull("errors")).EnumerateOrEmpty()
            .Select(detail => detail.GetStringOrNull("message"))
            .Where(message => message is not null);
        string?[] messages = [error.GetStringOrNull("error") ?? error.GetPropertyOrNull("error")?.GetStringOrNull("message") ?? error.GetStringOrNull("message"), .. details];
        return (
            string.Join(" ", messages.Where(message => !string.IsNullOrWhiteSpace(message)).Distinct()),
            extensions?.GetStringOrNull("code") ?? error.GetStringOrNull("code"),
            extensions?.GetInt32OrNull("statusCode") ?? error.GetInt32OrNull("statusCode"));
    }
}
