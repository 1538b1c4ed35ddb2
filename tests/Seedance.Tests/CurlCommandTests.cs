using System.Text;
using Seedance.PowerShell.Text;

namespace Seedance.Tests;

/// <summary>A request as a curl command: nothing secret, and safe to paste.</summary>
public sealed class CurlCommandTests
{
    private static readonly Uri _root = new("https://cloud.leonardo.ai/api/rest/v2/generations");

    [Fact]
    public void A_create_is_written_with_a_masked_key_and_its_body() => Assert.Equal(
        """curl -X POST 'https://cloud.leonardo.ai/api/rest/v2/generations' -H 'authorization: Bearer ***' -H 'content-type: application/json' -d '{"prompt":"a fox"}'""",
        CurlCommand.For(new RequestInfo(HttpMethod.Post, _root) { IsAuthorized = true, Body = """{"prompt":"a fox"}"""u8.ToArray() }));

    [Fact]
    public void A_quote_ends_the_quotation_and_begins_it_again() => Assert.EndsWith(
        """ -d '{"prompt":"it'\''s"}'""",
        CurlCommand.For(new RequestInfo(HttpMethod.Post, _root) { Body = """{"prompt":"it's"}"""u8.ToArray() }),
        StringComparison.Ordinal);

    [Fact]
    public void The_query_of_the_API_is_shown() => Assert.Equal(
        "curl -X GET 'https://cloud.leonardo.ai/api/rest/v2/generations?offset=0&limit=50' -H 'authorization: Bearer ***'",
        CurlCommand.For(new RequestInfo(HttpMethod.Get, new Uri(_root, "?offset=0&limit=50")) { IsAuthorized = true }));

    [Theory]
    [InlineData("https://cdn.leonardo.ai/users/1/video.mp4?Expires=1&Signature=secret&Key-Pair-Id=K")]
    [InlineData("https://user:secret@cdn.leonardo.ai/users/1/video.mp4?secret")]
    [InlineData("https://cdn.leonardo.ai/users/1/video.mp4?a=secret#secret")]
    public void The_query_of_a_download_is_masked(string address) => Assert.Equal(
        "curl -X GET 'https://cdn.leonardo.ai/users/1/video.mp4?***' -H 'range: bytes=100-'",
        CurlCommand.For(new RequestInfo(HttpMethod.Get, new Uri(address)) { RangeStart = 100 }));

    [Fact]
    public void An_upload_shows_the_fields_that_are_no_secret_and_masks_all_others() => Assert.Equal(
        """curl -X POST 'https://bucket.s3.amazonaws.com/' --form-string 'Content-Type=image/png' --form-string 'key=@uploads/1.png' --form-string 'Policy=***' --form-string 'X-Amz-Signature=***' --form-string 'something-new=***' -F 'file=@"/tmp/a \"b\" \\ it'\''s;.png";type=image/png;filename=upload'""",
        CurlCommand.For(new RequestInfo(HttpMethod.Post, new Uri("https://bucket.s3.amazonaws.com/"))
        {
            FormFields = [new("Content-Type", "image/png"), new("key", "@uploads/1.png"), new("Policy", "secret"), new("X-Amz-Signature", "secret"), new("something-new", "secret")],
            FilePath = """/tmp/a "b" \ it's;.png""",
            FileType = "image/png",
        }));

    [Fact]
    public void A_long_body_is_cut_between_characters()
    {
        var body = new string('a', 3999) + "🦊" + new string('b', 1000);

        var command = CurlCommand.For(new RequestInfo(HttpMethod.Post, _root) { Body = Encoding.UTF8.GetBytes(body) });

        Assert.EndsWith("aa… (cut, 5001 characters)'", command, StringComparison.Ordinal);
    }
}
