using System.Text.Json;

namespace Seedance.Tests;

/// <summary>Every known refusal, in every known shape, is told apart.</summary>
public sealed class ErrorResponseTests
{
    private const string Key = "0f9b7a52-7c1e-4b7c-8a53-1d2e3f405162";

    public static TheoryData<int, string, string> Refusals => new()
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
        { 403, "<html>Blocked by the firewall</html>", "UnknownAnswer" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_refusal_is_known_by_what_it_says(int status, string body, string id) => Assert.Equal(id, Read(status, body)?.ErrorId);

    [Fact]
    public void The_servers_words_the_true_status_and_the_request_id_are_kept()
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
    public void A_good_answer_is_no_error(string body) => Assert.Null(Read(200, body));

    [Fact]
    public void The_key_is_taken_out_of_the_servers_words() =>
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
