using System.Text.Json;

namespace Seedance.Tests;

/// <summary>Responses are read without trust: a value that is missing or of another type is null and never an exception.</summary>
public sealed class GenerationJsonTests
{
    private const string Id = "1f0c2b6e-53a4-6f10-9a52-0242ac120002";

    [Theory]
    [InlineData("""{"generate":{"generationId":"ID","apiCreditCost":null,"cost":{"amount":"0.0972","unit":"DOLLARS"}}}""", 0.0972, "DOLLARS")]
    [InlineData("""{"generate":{"generationId":"ID","cost":{"amount":12,"unit":"CREDITS"}}}""", 12.0, "CREDITS")]
    [InlineData("""{"generate":{"generationId":"ID"}}""", null, null)]
    [InlineData("""{"generationId":"ID","apiCreditCost":1}""", 1.0, "CREDITS")]
    [InlineData("""{"sdGenerationJob":{"generationId":"ID"}}""", null, null)]
    [InlineData("""{"motionVideoGenerationJob":{"generationId":"ID"}}""", null, null)]
    [InlineData("""{"generate":{"generationId":"ID","cost":"free"}}""", null, null)]
    [InlineData("""{"generate":{"generationId":"ID","cost":{"amount":2.8913,"unit":"dollars"}}}""", 2.8913, "DOLLARS")]
    [InlineData("""{"generate":{"generationId":"ID","cost":{"amount":"5","unit":"EUR"}}}""", null, null)]
    [InlineData("""{"generate":{"generationId":"ID","cost":{"amount":"5"}}}""", null, null)]
    public void Every_shape_of_a_create_response_has_the_job_and_its_cost(string response, double? cost, string? unit)
    {
        var job = ReadCreated(response.Replace("ID", Id, StringComparison.Ordinal));

        Assert.Equal(Id, job?.Id);
        Assert.Equal((decimal?)cost, unit == "CREDITS" ? job?.Credits : job?.Cost);
        Assert.Equal(unit, job?.CostUnit);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("""{"generate":{"generationId":"no uuid"}}""")]
    [InlineData("""{"generate":{"generationId":7}}""")]
    [InlineData("""{"generate":[]}""")]
    public void A_response_without_an_id_is_not_a_job(string response) => Assert.Null(ReadCreated(response));

    [Fact]
    public void A_complete_generation_has_its_video()
    {
        var generation = Read($$"""
            {"id":"{{Id}}","status":"COMPLETE","createdAt":"2025-03-09T14:14:40.429","prompt":"a fox","seed":7,"public":false,"imageWidth":1280,"imageHeight":720,
             "generated_images":[{"id":"v1","url":"https://cdn.example/p.jpg","motionMP4URL":"https://cdn.example/v.mp4","nsfw":false}]}
            """)!;

        Assert.Equal("Complete", generation.Status);
        Assert.Equal(new DateTimeOffset(2025, 3, 9, 14, 14, 40, 429, TimeSpan.Zero), generation.CreatedAt);
        Assert.Equal(7, generation.Seed);
        Assert.Equal("v1", generation.VideoId);
        Assert.Equal("https://cdn.example/v.mp4", generation.VideoUrl?.AbsoluteUri);
        Assert.True(generation.IsReady);
    }

    [Theory]
    [InlineData("\"PENDING\"", "Pending")]
    [InlineData("\"FAILED\"", "Failed")]
    [InlineData("\"QUEUED_FOR_REVIEW\"", "QUEUED_FOR_REVIEW")]
    [InlineData("null", "Unknown")]
    [InlineData("17", "Unknown")]
    public void An_unknown_status_is_kept_and_is_not_a_success(string word, string status)
    {
        var generation = Read($$"""{"id":"{{Id}}","status":{{word}},"generated_images":[{"motionMP4URL":"https://cdn.example/v.mp4"}]}""")!;

        Assert.Equal(status, generation.Status);
        Assert.False(generation.IsReady);
    }

    [Theory]
    [InlineData("\"seed\":\"many\"")]
    [InlineData("\"seed\":1e400")]
    [InlineData("\"imageWidth\":99999999999")]
    [InlineData("\"createdAt\":\"yesterday\"")]
    [InlineData("\"generated_images\":{}")]
    [InlineData("\"generated_images\":[7,null]")]
    [InlineData("\"generated_images\":[{\"motionMP4URL\":\"file:///etc/passwd\"}]")]
    [InlineData("\"prompt_moderations\":[{\"moderationClassification\":\"NSFW\"}]")]
    [InlineData("\"prompt\":\"\\ud800\"")]
    [InlineData("\"prompt_moderations\":[{\"moderationClassification\":[\"\\ud800\"]}]")]
    public void A_value_of_an_unexpected_type_is_null(string odd)
    {
        var generation = Read($$"""{"id":"{{Id}}","status":"COMPLETE",{{odd}}}""");

        Assert.NotNull(generation);
        Assert.False(generation.IsReady);
    }

    [Theory]
    [InlineData("https://cdn.example/v.mp4", true)]
    [InlineData("http://cdn.example/v.mp4", false)]
    [InlineData("http://127.0.0.1:8080/v.mp4", true)]
    [InlineData("file:///etc/passwd", false)]
    public void The_address_of_a_video_is_HTTPS_or_on_this_machine(string address, bool isUsed)
    {
        var generation = Read($$"""{"id":"{{Id}}","status":"COMPLETE","generated_images":[{"url":"{{address}}","motionMP4URL":"{{address}}"}]}""")!;

        Assert.Equal(isUsed ? (address, address) : (null, null), (generation.VideoUrl?.AbsoluteUri, generation.PosterUrl?.AbsoluteUri));
        Assert.Equal(isUsed, generation.IsReady);
    }

    private static SeedanceGeneration? ReadCreated(string response)
    {
        using var json = JsonDocument.Parse(response);
        return GenerationJson.ReadCreated(json.RootElement);
    }

    private static SeedanceGeneration? Read(string response)
    {
        using var json = JsonDocument.Parse(response);
        return GenerationJson.ReadGeneration(json.RootElement);
    }
}
