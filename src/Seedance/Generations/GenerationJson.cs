using System.Globalization;
using System.Text.Json;

namespace Seedance;

/// <summary>Reads what the service says of a generation, in every shape that it is known to use.</summary>
internal static class GenerationJson
{
    // "generate" is today's wrapper, the others are older; the first shape of the documentation has none.
    private static readonly string[] _createWrappers = ["generate", "sdGenerationJob", "motionVideoGenerationJob"];

    /// <summary>The job that a create answer announces, or null when no id can be found in it.</summary>
    public static SeedanceGeneration? ReadCreated(JsonElement answer)
    {
        var job = answer;
        foreach (var wrapper in _createWrappers)
        {
            if (answer.Property(wrapper) is { } found)
            {
                job = found;
                break;
            }
        }

        if (!Guid.TryParse(job.Text("generationId"), out var id))
        {
            return null;
        }

        var cost = job.Property("cost");
        return new SeedanceGeneration
        {
            Id = id.ToString(),
            Cost = cost?.Number("amount") ?? job.Number("apiCreditCost"),
            CostUnit = cost?.Text("unit") ?? (job.Number("apiCreditCost") is null ? null : "CREDITS"),
        };
    }

    /// <summary>A generation as read by id or in a list, or null when this is none.</summary>
    public static SeedanceGeneration? ReadGeneration(JsonElement generation)
    {
        if (!Guid.TryParse(generation.Text("id"), out var id))
        {
            return null;
        }

        var video = generation.Filled("generated_images")?[0] ?? default;
        return new SeedanceGeneration
        {
            Id = id.ToString(),
            Status = GenerationStatus.Parse(generation.Text("status")),
            Prompt = generation.Text("prompt"),
            Seed = generation.Whole("seed"),
            Width = generation.Int("imageWidth"),
            Height = generation.Int("imageHeight"),
            Public = generation.Truth("public"),
            CreatedAt = ReadTime(generation.Text("createdAt")),
            VideoId = video.Text("id"),
            VideoUrl = video.Address("motionMP4URL"),
            PosterUrl = video.Address("url"),
            Moderation = generation.Filled("prompt_moderations") is { } moderations ? ReadWords(moderations) : [],
        };
    }

    private static List<string> ReadWords(JsonElement moderations) =>
    [
        .. moderations.EnumerateArray()
            .SelectMany(moderation => moderation.Property("moderationClassification").Items())
            .Select(word => word.Text())
            .OfType<string>(),
    ];

    // The service writes no zone and means UTC.
    private static DateTimeOffset? ReadTime(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}

/// <summary>The answer to a read: a generation, or none when the service does not know the id.</summary>
internal sealed record GenerationAnswer(SeedanceGeneration? Generation)
{
    /// <summary>Null when the answer is neither.</summary>
    public static GenerationAnswer? Read(JsonElement answer) => answer.Member("generations_by_pk") switch
    {
        null => null,
        { ValueKind: JsonValueKind.Null } => new GenerationAnswer(default(SeedanceGeneration)),
        { } found => GenerationJson.ReadGeneration(found) is { } generation ? new GenerationAnswer(generation) : null,
    };

    /// <summary>A page of a list; null when the answer is none. What is no generation in it is left out.</summary>
    public static IReadOnlyList<SeedanceGeneration>? ReadList(JsonElement answer) =>
        answer.Property("generations") is { ValueKind: JsonValueKind.Array } page
            ? [.. page.EnumerateArray().Select(GenerationJson.ReadGeneration).OfType<SeedanceGeneration>()]
            : null;
}

/// <summary>The answer to a deletion: whether there was something to delete.</summary>
internal sealed record DeleteAnswer(bool Existed)
{
    /// <summary>Null when the answer is none.</summary>
    public static DeleteAnswer? Read(JsonElement answer, string wrapper) =>
        answer.Member(wrapper) is { } deleted ? new DeleteAnswer(deleted.ValueKind == JsonValueKind.Object) : null;
}
