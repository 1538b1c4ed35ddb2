using System.Text.Json;

namespace Seedance.Tests;

/// <summary>Every known error, in every known shape, is recognized. API page: Errors, and Telling refusals from lost answers on a create.</summary>
public sealed class ErrorResponseTests
{
    private const string Key = "0f9b7a52-7c1e-4b7c-8a53-1d2e3f405162";

    public static TheoryData<int, string, string> KnownErrors => new()
    {
        // HTTP status, body, what it means.
        { 401, """{"error":"Authentication hook unauthorized this request","path":"$","code":"access-denied"}""", "Unauthorized" },
        { 500, """{"error":"Invalid response from authorization hook","path":"$","code":"unexpected"}""", "Unauthorized" },
        { 400, """{"error":"not enough api tokens userId: 8a53","path":"$","code":"unexpected"}""", "InsufficientCredits" },
        { 402, """{"error":"payment required","path":"$","code":"unexpected"}""", "InsufficientCredits" },
        { 400, """{"error":"content moderation filter: nudity","path":"$","code":"bad-request"}""", "PromptBlocked" },
        { 403, """{"error":"Your prompt appears to contain inappropriate content.","path":"$","code":"bad-request"}""", "PromptBlocked" },
        { 400, """{"error":"SEEDANCE is not supported within the Production API","path":"$","code":"bad-request"}""", "ModelNotSupported" },
        { 400, """{"error":"invalid file extension","path":"$","code":"bad-request"}""", "MediaRefused" },
        { 400, """{"error":"invalid init image id","path":"$","code":"bad-request"}""", "MediaRefused" },
        { 400, """{"error":"couldn't access image","path":"$","code":"bad-request"}""", "MediaRefused" },
        { 200, """[{"message":"An error occurred.","extensions":{"code":"INTERNAL_SERVER_ERROR","statusCode":500}}]""", "ServiceFailure" },
        { 200, """{"errors":[{"message":"Missing \"data\" field with no errors in response from remote"}]}""", "ServiceFailure" },
        { 500, """{"error":"Service Error","path":"$","code":"unexpected"}""", "ServiceFailure" },
        { 502, "<html><body>Bad gateway</body></html>", "ServiceFailure" },
        { 503, "", "ServiceFailure" },
        { 429, """{"error":"Too many requests","path":"$","code":"unexpected"}""", "RateLimited" },
        { 429, "slow down", "RateLimited" },
        { 200, """{"errors":[{"message":"Too many","extensions":{"code":"RATE_LIMITED","statusCode":429}}]}""", "RateLimited" },
        { 200, """[{"message":"Validation failed","extensions":{"code":"VALIDATION_ERROR","statusCode":400,"details":{"errors":[{"message":"parameters.width must be one of: 864"}]}}}]""", "InvalidRequest" },
        { 200, """{"errors":[{"message":"no","extensions":{"code":"bad-request"}}]}""", "InvalidRequest" },
        { 400, """{"error":"unexpected","path":"$.parameters","code":"validation-failed"}""", "InvalidRequest" },
        { 404, """{"error":"Endpoint not found","path":"$","code":"not-found"}""", "NotFound" },
        { 200, "<html>Please sign in</html>", "UnknownAnswer" },
        { 200, """{"generate":{"generationId":""", "UnknownAnswer" },
        { 307, "", "UnknownAnswer" },
        { 403, "<html>Blocked by the firewall</html>", "InvalidRequest" },
        { 403, """{"error":"no","path":"$","code":"access-denied"}""", "Unauthorized" },
        { 413, "<html>Request entity too large</html>", "InvalidRequest" },
        { 422, "", "InvalidRequest" },
        { 401, "<html>Sign in</html>", "Unauthorized" },
        { 402, "", "InsufficientCredits" },
        { 404, "<html>Not found</html>", "NotFound" },
        { 408, """{"error":"content moderation filter: nudity","code":"bad-request"}""", "UnknownAnswer" },
        { 409, """{"error":"conflict","code":"bad-request"}""", "UnknownAnswer" },
        { 418, "", "UnknownAnswer" },
        { 503, """{"error":"not enough api tokens userId: 8a53","code":"unexpected"}""", "ServiceFailure" },
        { 502, "<html>Your prompt appears to contain inappropriate content</html>", "ServiceFailure" },
        { 500, "Invalid response from authorization hook", "ServiceFailure" },
        { 200, """{"errors":[{"message":"odd","extensions":{"code":"odd","statusCode":503}}]}""", "ServiceFailure" },
        { 200, """{"errors":[{"message":"odd","extensions":{"code":"odd"}}]}""", "UnknownAnswer" },
    };

    [Theory]
    [MemberData(nameof(KnownErrors))]
    public void An_error_is_recognized_by_its_status_and_message(int status, string body, string id) => Assert.Equal(id, Read(status, body)?.ErrorId);

    [Fact]
    public void The_service_message_the_inner_status_and_the_request_id_are_kept()
    {
        var error = Read(200, """[{"message":"Validation failed","extensions":{"code":"VALIDATION_ERROR","statusCode":400,"details":{"errors":[{"message":"parameters.width must be one of: 864"}]}}}]""")!;

        Assert.Equal(400, error.StatusCode);
        Assert.Equal("request-7", error.RequestId);
        Assert.Equal("Validation failed parameters.width must be one of: 864", error.ServerMessage);
        Assert.Contains("parameters.width must be one of: 864", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"generations_by_pk":null}""")]
    [InlineData("""{"generate":{"generationId":"x"}}""")]
    [InlineData("""{"error":null,"generationId":"x"}""")]
    public void A_response_without_an_error_is_none(string body) => Assert.Null(Read(200, body));

    [Fact]
    public void The_key_is_removed_from_the_service_message() =>
        Assert.DoesNotContain(Key, Read(400, $$"""{"error":"bad key {{Key}}","code":"bad-request"}""")!.Message, StringComparison.Ordinal);

    private static SeedanceServiceException? Read(int status, string body)
    {
        JsonDocument? json = null;
        try
        {
            json = JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
        }

        using (json)
        {
            return ErrorResponse.Read(status, json?.RootElement, body, "request-7", null, words => words.Replace(Key, "[API key]", StringComparison.Ordinal));
        }
    }
}
