using System.Text.Json;

namespace Seedance.Tests;

/// <summary>Answers are read without trust: what is missing or of another type is left out, never an exception.</summary>
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
    public void Every_shape_of_a_create_answer_gives_the_job_and_what_it_cost(string answer, double? cost, string? unit)
    {
        var job = ReadCreated(answer.Replace("ID", Id, StringComparison.Ordinal));

        Assert.Equal(Id, job?.Id);
        Assert.Equal((decimal?)cost, job?.Cost);
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
    public void What_announces_no_job_is_none(string answer) => Assert.Null(ReadCreated(answer));

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
    public void A_status_that_nobody_knows_is_kept_and_is_no_success(string word, string status)
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
    public void A_value_of_another_kind_than_expected_is_left_out(string odd)
    {
        var generation = Read($$"""{"id":"{{Id}}","status":"COMPLETE",{{odd}}}""");

        Assert.NotNull(generation);
        Assert.False(generation.IsReady);
    }

    private static SeedanceGeneration? ReadCreated(string answer)
    {
        using var json = JsonDocument.Parse(answer);
        return GenerationJson.ReadCreated(json.RootElement);
    }

    private static SeedanceGeneration? Read(string answer)
    {
        using var json = JsonDocument.Parse(answer);
        return GenerationJson.ReadGeneration(json.RootElement);
    }
}
