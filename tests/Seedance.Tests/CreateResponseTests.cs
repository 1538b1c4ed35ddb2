using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using static Seedance.Tests.CreateOutcome;

namespace Seedance.Tests;

/// <summary>Any status and body as the response to a create is a job, a rejection or a lost response. API page: Telling refusals from lost answers on a create.</summary>
public sealed class CreateResponseTests
{
    /// <summary>HTTP statuses, body, meaning.</summary>
    public static TheoryData<string, string, CreateOutcome> Contract => new()
    {
        // An id in a 2xx response is a job, in every known place, whatever else the response contains.
        { "200-299", """{"generate":{"generationId":"THE-ID","apiCreditCost":null,"cost":{"amount":"0.0972","unit":"DOLLARS"}}}""", Job },
        { "200-299", """{"generationId":"THE-ID","apiCreditCost":1}""", Job },
        { "200", """{"sdGenerationJob":{"generationId":"THE-ID"}}""", Job },
        { "200", """{"motionVideoGenerationJob":{"generationId":"THE-ID"}}""", Job },
        { "200", """{"generate":null,"sdGenerationJob":{"generationId":"THE-ID"}}""", Job },
        { "200", """{"generate":{},"sdGenerationJob":{"generationId":"THE-ID"}}""", Job },
        { "200", """{"generate":{"generationId":null},"generationId":"THE-ID","error":"content moderation filter: nudity","code":"bad-request"}""", Job },
        { "200", """{"generationId":"THE-ID","errors":[{"message":"Too many","extensions":{"statusCode":429}}]}""", Job },
        { "200", """{"generationId":"THE-ID","error":"not enough api tokens","code":"unexpected"}""", Job },
        { "200", """{"generationId":"THE-ID","message":"An error occurred.","code":"INTERNAL_SERVER_ERROR","statusCode":500}""", Job },
        { "200", """{"generationId":"THE-ID","code":"validation-failed"}""", Job },

        // These statuses are rejections, whatever the body is.
        { "400-404 413 422", "", Rejected },
        { "400-404 413 422", "<html>Service Error</html>", Rejected },
        { "400-404 413 422", """{"generationId":"THE-ID"}""", Rejected },
        { "400-404 413 422", """{"message":"An error occurred.","code":"INTERNAL_SERVER_ERROR","statusCode":500}""", Rejected },
        { "400-404 413 422", """{"errors":[{"message":"Too many","extensions":{"statusCode":429}}]}""", Rejected },

        // 429 too; the create is sent again.
        { "429", "", Retried },
        { "429", "<html>not enough api tokens</html>", Retried },
        { "429", """{"generationId":"THE-ID"}""", Retried },
        { "429", """{"error":"content moderation filter: nudity","path":"$","code":"bad-request"}""", Retried },

        // All other statuses say nothing of the job, whatever the words are.
        { "300-399 405-412 414-421 423-428 430-599", "", Lost },
        { "300-399 405-412 414-421 423-428 430-599", "<html>content moderation filter</html>", Lost },
        { "300-399 405-412 414-421 423-428 430-599", """{"generationId":"THE-ID"}""", Lost },
        { "300-399 405-412 414-421 423-428 430-599", """{"error":"not enough api tokens userId: 8a53","path":"$","code":"bad-request"}""", Lost },
        { "300-399 405-412 414-421 423-428 430-599", """[{"message":"no","extensions":{"code":"VALIDATION_ERROR","statusCode":400}}]""", Lost },
        { "500-599", """{"errors":[{"message":"Too many","extensions":{"statusCode":429}}]}""", Lost },
        { "408 409", """{"error":"Authentication hook unauthorized this request","path":"$","code":"access-denied"}""", Lost },

        // But a malformed key is reported as 500.
        { "500-599", """{"error":"Invalid response from authorization hook","path":"$","code":"unexpected"}""", Rejected },
        { "500-599", """{"errors":[{"message":"Invalid response from authorization hook"}]}""", Rejected },
        { "500-599", "<html>Invalid response from authorization hook</html>", Lost },

        // 2xx without an id: known words are rejections, in each of the shapes of an error.
        { "200-299", """[{"message":"content moderation filter: nudity","extensions":{}}]""", Rejected },
        { "200-299", """{"errors":[{"message":"not enough api tokens userId: 8a53"}]}""", Rejected },
        { "200-299", """{"error":"SEEDANCE is not supported within the Production API","path":"$"}""", Rejected },
        { "200", """{"message":"couldn't access image","code":"unexpected"}""", Rejected },
        { "200", """{"errors":[{"message":"Your prompt appears to contain inappropriate content.","extensions":{"statusCode":500}}]}""", Rejected },
        { "200", """[{"message":"no","extensions":{"details":{"errors":[{"message":"invalid init image id"}]}}}]""", Rejected },
        { "200-299", "<html>not enough api tokens</html>", Lost },
        { "200", "not enough api tokens", Lost },

        // So are known codes.
        { "200", """[{"message":"no","extensions":{"code":"VALIDATION_ERROR"}}]""", Rejected },
        { "200", """{"errors":[{"message":"no","extensions":{"code":"bad-request"}}]}""", Rejected },
        { "200", """{"error":"no","path":"$","code":"validation-failed"}""", Rejected },
        { "200", """{"message":"no","code":"access-denied"}""", Rejected },
        { "200", """{"error":"no","path":"$","code":"unexpected"}""", Lost },
        { "200", """{"message":"An error occurred.","code":"INTERNAL_SERVER_ERROR","statusCode":500}""", Lost },

        // And inner statuses that are rejections.
        { "200", """[{"message":"odd","extensions":{"statusCode":400}}]""", Rejected },
        { "200", """{"errors":[{"message":"odd","extensions":{"statusCode":402}}]}""", Rejected },
        { "200", """{"error":"odd","statusCode":422}""", Rejected },
        { "200", """{"errors":[{"message":"odd","extensions":{"statusCode":429}}]}""", Retried },
        { "200", """{"errors":[{"message":"odd","extensions":{"statusCode":408}}]}""", Lost },
        { "200", """{"errors":[{"message":"odd","extensions":{"statusCode":409}}]}""", Lost },
        { "200", """{"errors":[{"message":"odd","extensions":{"statusCode":500}}]}""", Lost },
        { "200", """{"errors":[{"message":"odd","extensions":{"statusCode":4294967725}}]}""", Lost },

        // Of several errors, one that says nothing of the job is the one that counts: the create is not sent again.
        { "200", """{"errors":[{"message":"odd","extensions":{"statusCode":429}},{"message":"An error occurred.","extensions":{"statusCode":500}}]}""", Lost },

        // Everything else is lost.
        { "200-299", "", Lost },
        { "200-299", "{}", Lost },
        { "200", "null", Lost },
        { "200", "[]", Lost },
        { "200", """{"errors":[]}""", Lost },
        { "200", """{"errors":[{"message":"odd"}]}""", Lost },
        { "200", """{"message":"content moderation filter"}""", Lost },
        { "200", """{"generate":{"generationId":"not a UUID"}}""", Lost },
        { "200", """{"generate":{"generationId":"THE-ID""", Lost },
    };

    [Theory]
    [MemberData(nameof(Contract))]
    public async Task A_response_means_what_the_contract_says(string statuses, string body, CreateOutcome meaning)
    {
        foreach (var status in Read(statuses))
        {
            await AssertMeaningAsync(status, body.Replace("THE-ID", CreateResponseParts.Id, StringComparison.Ordinal), meaning, listShowsJob: status % 2 == 0);
        }
    }

#if NET
    [Property(MaxTest = 2000)]
#else
    [Property(Skip = "Mono does not find Gen.Frequency.")]
#endif
    public Property A_response_of_any_parts_means_what_the_contract_says() => Prop.ForAll(
        AnyResponse().ToArbitrary(),
        response => AssertMeaningAsync(response.Status, response.Parts.Body, Meaning(response.Status, response.Parts), response.ListShowsJob));

    /// <summary>The contract in code.</summary>
    private static CreateOutcome Meaning(int status, CreateResponseParts parts) =>
        status is 429 ? Retried
        : IsRejecting(status) ? Rejected
        : status >= 500 && parts.IsErrorJson && parts.Words.Contains("hook", StringComparison.Ordinal) ? Rejected
        : status is < 200 or > 299 ? Lost
        : parts.HasId ? Job
        : !parts.IsErrorJson ? Lost
        : _knownWords.Contains(parts.Words) ? Rejected
        : parts.InnerStatus is 429 ? Retried
        : IsRejecting(parts.InnerStatus) || _knownCodes.Contains(parts.Code) ? Rejected
        : Lost;

    private static bool IsRejecting(int? status) => status is 400 or 401 or 402 or 403 or 404 or 413 or 422;

    private static readonly string[] _knownWords =
    [
        "Authentication hook unauthorized this request", "Invalid response from authorization hook", "not enough api tokens userId: 8a53", "content moderation filter: nudity",
        "Your prompt appears to contain inappropriate content.", "SEEDANCE is not supported within the Production API", "invalid file extension", "invalid init image id", "couldn't access image",
    ];

    private static readonly string[] _otherWords = ["", "odd", "An error occurred.", "Missing \"data\" field with no errors in response from remote", "Service Error", "Too many requests"];

    private static readonly string?[] _knownCodes = ["VALIDATION_ERROR", "validation-failed", "bad-request", "access-denied"];

    private static readonly string?[] _otherCodes = [null, "unexpected", "INTERNAL_SERVER_ERROR", "RATE_LIMITED", "odd"];

    private static Gen<(int Status, CreateResponseParts Parts, bool ListShowsJob)> AnyResponse() =>
        from status in Gen.OneOf(Gen.Constant(200), Gen.Choose(200, 299), Gen.Choose(300, 599), Gen.Elements(400, 401, 402, 403, 404, 408, 409, 413, 422, 429, 500, 502, 503))
        from shape in Gen.Elements("array", "errors", "error", "message", "html", "truncated", "none")
        from words in Gen.OneOf(Gen.Elements(_knownWords), Gen.Elements(_otherWords))
        from code in Gen.OneOf(Gen.Elements(_knownCodes), Gen.Elements(_otherCodes))
        from inner in Gen.OneOf(Gen.Constant<int?>(null), Gen.Choose(100, 599).Select(any => (int?)any), Gen.Elements<int?>(400, 401, 402, 403, 404, 408, 409, 413, 422, 429, 500, 503))
        from id in Gen.Frequency((2, Gen.Constant<string?>(null)), (1, Gen.Elements<string?>("bare", "generate", "sdGenerationJob", "motionVideoGenerationJob")))
        from empty in Gen.Elements<string?>(null, null, "generate", "sdGenerationJob", "motionVideoGenerationJob")
        from listShowsJob in Gen.Elements(true, false)
        select (status, new CreateResponseParts(shape, words, code, inner, id, empty), listShowsJob);

    private static async Task AssertMeaningAsync(int status, string body, CreateOutcome meaning, bool listShowsJob)
    {
        using var service = new OneCreateService(status, body, listShowsJob);

        var actual = await service.SubmitAsync();

        Assert.True(actual == meaning, $"{status} {body}: {actual}, not {meaning}");
        Assert.Equal(meaning == Retried ? 2 : 1, service.Creates);
    }

    /// <summary>Statuses and ranges of statuses, such as 400-404 422.</summary>
    private static IEnumerable<int> Read(string statuses) => statuses.Split(' ').SelectMany(range =>
    {
        var ends = range.Split('-').Select(end => int.Parse(end, CultureInfo.InvariantCulture)).ToList();
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
    });
}
