using System.Text.Json;

namespace Seedance.Api;

/// <summary>Reads generations in every shape that the service is known to send.</summary>
internal static class GenerationJson
{
    // "generate" is the current wrapper and the others are older; the documentation shows a response without one.
    private static readonly string[] _createWrappers = ["generate", "sdGenerationJob", "motionVideoGenerationJob"];

    /// <summary>The job in a create response, or null when the response contains no id.</summary>
    public static SeedanceGeneration? ReadCreated(JsonElement response)
    {
        // An id in any of the places is a job, whatever is or is not in the others.
        var job = _createWrappers.Select(wrapper => response.GetPropertyOrNull(wrapper) ?? default).Append(response).FirstOrDefault(ContainsId);
        if (!Guid.TryParse(job.GetStringOrNull("generationId"), out var id))
        {
            return null;
        }

        // An amount in any other unit, or in none, is not known to be either.
        var cost = job.GetPropertyOrNull("cost");
        var (amount, unit) = (cost?.GetDecimalOrNull("amount"), cost?.GetStringOrNull("unit"));
        var dollars = GenerationCost.Is(unit, GenerationCost.Dollars) ? amount : null;
        var credits = (GenerationCost.Is(unit, GenerationCost.Credits) ? amount : null) ?? job.GetDecimalOrNull("apiCreditCost");
        return new SeedanceGeneration { Id = id.ToString(), Charge = dollars is null && credits is null ? null : new GenerationCharge(dollars, credits) };
    }

    /// <summary>A generation as read by id or in a list, or null when this is not one.</summary>
    public static SeedanceGeneration? ReadGeneration(JsonElement generation)
    {
        if (!Guid.TryParse(generation.GetStringOrNull("id"), out var id))
        {
            return null;
        }

        var video = generation.GetNonEmptyArray("generated_images")?[0] ?? default;
        return new SeedanceGeneration
        {
            Id = id.ToString(),
            Status = GenerationStatus.Parse(generation.GetStringOrNull("status")),
            Prompt = generation.GetStringOrNull("prompt"),
            Seed = generation.GetInt64OrNull("seed"),
            Width = generation.GetInt32OrNull("imageWidth"),
            Height = generation.GetInt32OrNull("imageHeight"),
            Public = generation.GetBooleanOrNull("public"),
            CreatedAt = generation.GetTimeOrNull("createdAt"),
            VideoId = video.GetStringOrNull("id"),
            VideoUrl = video.GetUriOrNull("motionMP4URL"),
            PosterUrl = video.GetUriOrNull("url"),
            Moderation = generation.GetNonEmptyArray("prompt_moderations") is { } moderations ? ReadModeration(moderations) : [],
        };
    }

    private static bool ContainsId(JsonElement job) => Guid.TryParse(job.GetStringOrNull("generationId"), out _);

    private static List<string> ReadModeration(JsonElement moderations) =>
    [
        .. moderations.EnumerateArray()
            .SelectMany(moderation => moderation.GetPropertyOrNull("moderationClassification").EnumerateOrEmpty())
            .Select(word => word.GetStringOrNull())
            .OfType<string>(),
    ];
}
