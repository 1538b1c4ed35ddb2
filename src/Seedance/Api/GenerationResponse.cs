using System.Text.Json;

namespace Seedance.Api;

/// <summary>The response to a read by id: a generation, or none when the service does not know the id.</summary>
internal sealed record GenerationResponse(SeedanceGeneration? Generation)
{
    /// <summary>Null when the response is neither.</summary>
    public static GenerationResponse? Read(JsonElement response) => response.GetPropertyOrJsonNull("generations_by_pk") switch
    {
        null => null,
        { ValueKind: JsonValueKind.Null } => new GenerationResponse(default(SeedanceGeneration)),
        { } found => GenerationJson.ReadGeneration(found) is { } generation ? new GenerationResponse(generation) : null,
    };
}
