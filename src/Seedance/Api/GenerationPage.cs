using System.Text.Json;

namespace Seedance.Api;

/// <summary>A page of the account's list, newest first.</summary>
/// <param name="Generations">What could be read.</param>
/// <param name="Count">How many entries the page has, those that could not be read among them.</param>
internal sealed record GenerationPage(IReadOnlyList<SeedanceGeneration> Generations, int Count)
{
    /// <summary>Null when the response is not a list.</summary>
    public static GenerationPage? Read(JsonElement response) =>
        response.GetPropertyOrNull("generations") is { ValueKind: JsonValueKind.Array } page
            ? new GenerationPage([.. page.EnumerateArray().Select(GenerationJson.ReadGeneration).OfType<SeedanceGeneration>()], page.GetArrayLength())
            : null;
}
