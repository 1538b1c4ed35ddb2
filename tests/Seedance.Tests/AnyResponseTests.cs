using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;
using Seedance.WireServer;

namespace Seedance.Tests;

/// <summary>Whatever bytes the service sends, an operation ends with its result or with an error of Seedance.</summary>
public sealed class AnyResponseTests
{
    private const string Id = "1f0c2b6e-53a4-6f10-9a52-0242ac120002";
    private const string Create = "POST /api/rest/v2/generations";

    /// <summary>API page: Answers that must be understood, and Errors.</summary>
    private static readonly string[] _known =
    [
        """{"generate":{"generationId":"1f0c2b6e-53a4-6f10-9a52-0242ac120002","apiCreditCost":null,"cost":{"amount":"0.0972","unit":"DOLLARS"}}}""",
        """{"generationId":"1f0c2b6e-53a4-6f10-9a52-0242ac120002","apiCreditCost":1}""",
        """{"sdGenerationJob":{"generationId":"1f0c2b6e-53a4-6f10-9a52-0242ac120002"}}""",
        """{"generations_by_pk":{"id":"1f0c2b6e-53a4-6f10-9a52-0242ac120002","status":"COMPLETE","createdAt":"2025-03-09T14:14:40.429","prompt":"a fox","seed":7,"public":false,"imageWidth":1280,"imageHeight":720,"prompt_moderations":[{"moderationClassification":["NSFW"]}],"generated_images":[{"id":"v1","url":"https://cdn.example/p.jpg","motionMP4URL":"https://cdn.example/v.mp4","nsfw":false,"likeCount":0}]}}""",
        """{"generations_by_pk":null}""",
        """{"uploadInitImage":{"id":"1f0c2b6e-53a4-6f10-9a52-0242ac120002","fields":"{\"Content-Type\":\"image/png\",\"key\":\"uploads/x.png\"}","key":"uploads/x.png","url":"https://storage.seedance.invalid/uploads"}}""",
        """[{"message":"Validation failed","extensions":{"code":"VALIDATION_ERROR","statusCode":400,"details":{"errors":[{"message":"parameters.width must be one of: 864"}]}}}]""",
        """{"errors":[{"message":"An error occurred.","extensions":{"code":"INTERNAL_SERVER_ERROR","statusCode":500}}]}""",
        """{"error":"unexpected","path":"$.parameters","code":"validation-failed"}""",
    ];

    /// <summary>Values of each type, the most unusual ones.</summary>
    private static readonly string[] _others =
    [
        "null", "true", "0", "-1", "1e400", "-0.5", "99999999999", "79228162514264337593543950336", "\"\"", "\"x\"", "\"\\ud800\"", "\"\\u0000\"",
        "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59-14:00\"", "\"https://\"", "\"{\\\"\\\\ud800\\\":1}\"", "\"{\\\"k\\\":\\\"\\\\ud800\\\"}\"",
        "[]", "[null]", "[[]]", "[{}]", "{}", "{\"a\":[]}", "{\"\\ud800\":1}", "{\"\":null}",
    ];

    private static readonly Dictionary<string, byte[]> _unusualBodies = new()
    {
        ["empty"] = [],
        ["only a byte order mark"] = [0xEF, 0xBB, 0xBF],
        ["UTF-16"] = Encoding.Unicode.GetBytes(_known[0]),
        ["100 levels"] = Encoding.UTF8.GetBytes(Deep(100)),
        ["100,000 levels"] = Encoding.UTF8.GetBytes(Deep(100_000)),
        ["100,000 levels that never end"] = Encoding.UTF8.GetBytes(new string('[', 100_000)),
        ["half of a surrogate pair as a value"] = Encoding.UTF8.GetBytes("""{"generate":{"generationId":"\ud800"}}"""),
        ["half of a surrogate pair as a name"] = Encoding.UTF8.GetBytes("""{"\ud800":1}"""),
        ["half of a surrogate pair as an inner name"] = Encoding.UTF8.GetBytes("""{"errors":[{"\udc00":"x"}]}"""),
        ["half of a surrogate pair, unescaped"] = [.. """{"error":" """u8, 0xED, 0xA0, 0x80, .. "\"}"u8],
        ["invalid UTF-8 in a value"] = [.. """{"generate":{"generationId":" """u8, 0xFF, 0xFE, .. "\"}}"u8],
        ["invalid UTF-8 in a name"] = [.. "{\""u8, 0xC0, 0xAF, .. "\":1}"u8],
        ["only invalid UTF-8"] = [0xC3, 0x28, 0xF8, 0x88],
        ["zeros"] = new byte[1000],
    };

    [Property(MaxTest = 300)]
    public Task Random_bytes_are_a_result_or_an_error(byte[] body, ushort status) => AnyResponses.AllAsync(100 + (status % 500), body);

    [Property(MaxTest = 300)]
    public Property A_known_response_with_some_bytes_changed_is_a_result_or_an_error() => Prop.ForAll(
        Gen.Elements(_known).ToArbitrary(),
        ArbMap.Default.ArbFor<(ushort Position, byte Value)[]>(),
        (response, changes) =>
        {
            var body = Encoding.UTF8.GetBytes(response);
            foreach (var (position, value) in changes.Take(5))
            {
                body[position % body.Length] = value;
            }

            return AnyResponses.AllAsync(200, body);
        });

    [Property(MaxTest = 300)]
    public Task Any_names_and_values_in_an_upload_form_are_a_result_or_an_error(string? name, string? value) =>
        AnyResponses.UploadAsync(200, () => new StringContent(FormWith($"{{{JsonSerializer.Serialize(name ?? "")}:{JsonSerializer.Serialize(value)}}}")));

    public static TheoryData<int> KnownResponses => [.. Enumerable.Range(0, _known.Length)];

    [Theory]
    [MemberData(nameof(KnownResponses))]
    public async Task A_known_response_that_is_truncated_is_a_result_or_an_error(int response)
    {
        var complete = Encoding.UTF8.GetBytes(_known[response]);
        for (var length = 0; length < complete.Length; length++)
        {
            await AnyResponses.AllAsync(200, complete[..length]);
        }
    }

    [Theory]
    [MemberData(nameof(KnownResponses))]
    public async Task A_known_response_with_a_value_of_another_type_is_a_result_or_an_error(int response)
    {
        foreach (var body in _others.SelectMany(other => AnyResponses.Swaps(_known[response], other)))
        {
            await AnyResponses.AllAsync(200, Encoding.UTF8.GetBytes(body));
        }
    }

    [Theory]
    [MemberData(nameof(KnownResponses))]
    public async Task A_known_response_with_any_status_is_a_result_or_an_error(int response)
    {
        for (var status = 100; status < 600; status++)
        {
            await AnyResponses.AllAsync(status, Encoding.UTF8.GetBytes(_known[response]));
        }
    }

    public static TheoryData<string> UnusualBodies => [.. _unusualBodies.Keys];

    [Theory]
    [MemberData(nameof(UnusualBodies))]
    public async Task An_unusual_response_is_an_unexpected_response(string name)
    {
        HttpContent Content() => new ByteArrayContent(_unusualBodies[name]);

        await AnyResponses.AllAsync(200, _unusualBodies[name]);
        await AnyResponses.AllAsync(500, _unusualBodies[name]);
        Assert.IsType<SubmissionUnknownException>(await AnyResponses.CreateAsync(200, Content));
        Assert.IsType<UnexpectedResponseException>(await AnyResponses.ReadAsync(200, Content));
        Assert.IsType<UnexpectedResponseException>(await AnyResponses.UploadAsync(200, Content));
        Assert.IsType<UnexpectedResponseException>(await AnyResponses.AccountAsync(200, Content));
    }

    // A quote or a line break in a name would add headers.
    [Theory]
    [InlineData("""{"a\"b":"x"}""")]
    [InlineData("""{"a\r\nX-Evil: 1":"x"}""")]
    [InlineData("""{"a\u0000b":"x"}""")]
    [InlineData("""{"\ud800":"x"}""")]
    [InlineData("""{"key":"\ud800"}""")]
    public async Task A_form_with_an_invalid_name_or_value_is_an_unexpected_response(string fields) =>
        Assert.IsType<UnexpectedResponseException>(await AnyResponses.UploadAsync(200, () => new StringContent(FormWith(fields))));

    [Theory]
    [InlineData("http://bucket.s3.amazonaws.com/")]
    [InlineData("ftp://bucket.s3.amazonaws.com/")]
    [InlineData("file:///etc/passwd")]
    public async Task A_form_for_an_address_without_encryption_is_an_unexpected_response(string address) =>
        Assert.IsType<UnexpectedResponseException>(await AnyResponses.UploadAsync(200, () => new StringContent(FormWith("""{"key":"x"}""", address))));

    [Fact]
    public async Task Any_status_over_the_wire_is_a_result_or_an_error_and_the_create_is_sent_once()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server, new InstantClock());
        var sent = 0;

        // The server can't send a body with these.
        foreach (var status in Enumerable.Range(200, 400).Except([204, 205, 304]))
        {
            server.Faults.Add(new Fault(Create) { Status = status, Body = "<html>" });

            var failure = await Record.ExceptionAsync(() => client.CreateAsync());

            Assert.True(failure is null ? status == 429 : failure is SeedanceException, $"{status}: {failure}");
            Assert.Equal(IsLost(status), failure is SubmissionUnknownException);
            sent += status == 429 ? 2 : 1;
            Assert.Equal(sent, server.Count(Create));
            foreach (var job in client.Jobs)
            {
                await client.Journal.RemoveAsync(job.Key);
            }
        }
    }

    /// <summary>API page: Telling refusals from lost answers on a create. The body of these responses is not JSON, so only the status counts.</summary>
    private static bool IsLost(int status) => status is not (400 or 401 or 402 or 403 or 404 or 413 or 422 or 429);

    [Theory]
    [InlineData(101)]
    [InlineData(103)]
    public async Task A_response_that_only_announces_another_is_lost(int status)
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { Status = status });
        var clock = new FakeTimeProvider();
        var client = new TestClient(server, clock, retry: new() { Timeout = TimeSpan.Zero });

        var create = client.CreateAsync();
        var request = await server.WaitForRequestAsync(Create);
        while (request.Status is null)
        {
            await Task.Yield();
        }

        clock.Advance(TimeSpan.FromSeconds(100));
        await Assert.ThrowsAsync<SubmissionUnknownException>(() => create);

        Assert.Equal(1, server.Count(Create));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("unknown")]
    public async Task A_response_that_can_not_be_decompressed_is_lost(string encoding)
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Create) { Status = 200, Body = _known[0][1..], ContentEncoding = encoding });
        server.Faults.Add(new Fault("GET /api/rest/v1/generations/") { Times = 10, Status = 200, Body = _known[3][1..], ContentEncoding = encoding });
        var client = new TestClient(server, new InstantClock());

        await Assert.ThrowsAsync<SubmissionUnknownException>(() => client.CreateAsync());
        await Assert.ThrowsAnyAsync<SeedanceException>(() => client.Client.ReadAsync(new() { Id = Id }, default));

        Assert.Equal(1, server.Count(Create));
    }

    private static string FormWith(string fields, string address = "https://storage.seedance.invalid/uploads") =>
        $$$"""{"uploadInitImage":{"id":"{{{Id}}}","fields":{{{JsonSerializer.Serialize(fields)}}},"url":"{{{address}}}"}}""";

    private static string Deep(int levels) => string.Concat(Enumerable.Repeat("{\"generate\":", levels)) + "1" + new string('}', levels);
}
