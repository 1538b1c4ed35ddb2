using System.Text.Json;

namespace Seedance;

/// <summary>Finds the refusal in an answer, whatever its shape and HTTP status. API page: Errors, four shapes.</summary>
internal static class ErrorAnswer
{
    /// <summary>The error that the answer is, or null when it is a good one.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The parsed body, or null when it is no JSON.</param>
    /// <param name="text">The body as text, for an answer that is no JSON.</param>
    /// <param name="requestId">X-Request-ID, if any.</param>
    /// <param name="retryAfter">What the Retry-After header asks for, if any.</param>
    /// <param name="redact">Takes the API key out of the server's words.</param>
    public static SeedanceServiceException? Read(int status, JsonElement? body, string text, string? requestId, TimeSpan? retryAfter, Func<string, string> redact)
    {
        var errors = FindErrors(body);
        if (errors.Count == 0 && status is >= 200 and < 300)
        {
            return body is null ? new UnknownAnswerException(new(status, Shorten(redact(text)), requestId)) : null;
        }

        // The status inside the body is the true one: a refusal often comes with HTTP 200.
        var innerStatus = errors.Select(error => error.Status).FirstOrDefault(found => found is not null);
        var trueStatus = innerStatus ?? status;
        var words = errors.Count > 0 ? string.Join(" ", errors.Select(error => error.Words).Distinct()) : text;
        var answer = new ServiceAnswer(trueStatus, Shorten(redact(words)), requestId);
        return Classify(answer, words, errors.Select(error => error.Code).FirstOrDefault(code => code is not null), status, body is not null, retryAfter);
    }

    /// <summary>As much of the server's words as a person reads, or null when it said nothing.</summary>
    public static string? Shorten(string words)
    {
        const int most = 1000;
        var line = words.Trim();
        return line.Length == 0 ? null : line.Length <= most ? line : line.Substring(0, most) + "…";
    }

    private static SeedanceServiceException Classify(ServiceAnswer answer, string words, string? code, int httpStatus, bool isJson, TimeSpan? retryAfter)
    {
        bool Says(string phrase) => words.IndexOf(phrase, StringComparison.OrdinalIgnoreCase) >= 0;

        return answer.StatusCode switch
        {
            429 => new RateLimitedException(answer, retryAfter),
            _ when Says("authorization hook") || Says("authentication hook") => new UnauthorizedException(answer),
            401 => new UnauthorizedException(answer),
            402 => new InsufficientCreditsException(answer),
            _ when Says("not enough api tokens") => new InsufficientCreditsException(answer),
            _ when Says("content moderation") || Says("inappropriate content") => new PromptBlockedException(answer),
            _ when Says("is not supported within the production api") => new ModelNotSupportedException(answer),
            _ when Says("invalid file extension") || Says("invalid init image id") || Says("invalid media id") || Says("couldn't access image") => new MediaRefusedException(answer),
            _ when Says("Missing \"data\" field") || Says("Service Error") || code == "INTERNAL_SERVER_ERROR" => new ServiceFailureException(answer),
            404 => new NotFoundException(Strings.ThatAddress, answer),
            >= 500 => new ServiceFailureException(answer),
            403 when code == "access-denied" => new UnauthorizedException(answer),
            >= 400 when isJson => new RequestRefusedException(answer),
            _ when httpStatus is >= 200 and < 300 && isJson && code is not null => new RequestRefusedException(answer),
            _ => new UnknownAnswerException(answer),
        };
    }

    private static List<(string Words, string? Code, int? Status)> FindErrors(JsonElement? body)
    {
        var entries = body switch
        {
            { ValueKind: JsonValueKind.Array } => body.Items(),
            { ValueKind: JsonValueKind.Object } answer when answer.Property("errors") is { ValueKind: JsonValueKind.Array } errors => ((JsonElement?)errors).Items(),
            { ValueKind: JsonValueKind.Object } answer when answer.Property("error") is not null || (answer.Property("message") is not null && answer.Property("code") is not null) => [answer],
            _ => null,
        };
        return entries is null ? [] : [.. entries.Where(entry => entry.ValueKind == JsonValueKind.Object).Select(ReadError)];
    }

    private static (string Words, string? Code, int? Status) ReadError(JsonElement error)
    {
        var extensions = error.Property("extensions");
        var details = (extensions?.Property("details")?.Property("errors")).Items()
            .Select(detail => detail.Text("message"))
            .Where(message => message is not null);
        string?[] words = [error.Text("error") ?? error.Property("error")?.Text("message") ?? error.Text("message"), .. details];
        return (
            string.Join(" ", words.Where(word => !string.IsNullOrWhiteSpace(word)).Distinct()),
            extensions?.Text("code") ?? error.Text("code"),
            extensions?.Int("statusCode") ?? error.Int("statusCode"));
    }
}
