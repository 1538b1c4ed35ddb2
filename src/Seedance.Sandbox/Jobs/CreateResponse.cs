using System.Globalization;
using System.Text.Json.Nodes;

namespace Seedance.Sandbox.Jobs;

/// <summary>The body of the response to a create request. A price that is not known is null.</summary>
internal static class CreateResponse
{
    public static JsonObject Build(CreateResponseShape shape, string id, decimal? dollars) => shape switch
    {
        CreateResponseShape.Bare => new JsonObject { ["generationId"] = id, ["apiCreditCost"] = dollars is null ? null : 1 },
        CreateResponseShape.ImageJob => new JsonObject { ["sdGenerationJob"] = new JsonObject { ["generationId"] = id } },
        CreateResponseShape.MotionJob => new JsonObject { ["motionVideoGenerationJob"] = new JsonObject { ["generationId"] = id } },
        _ => new JsonObject
        {
            ["generate"] = new JsonObject
            {
                ["generationId"] = id,
                ["apiCreditCost"] = null,
                ["cost"] = dollars is not { } amount ? null : new JsonObject { ["amount"] = amount.ToString("0.####", CultureInfo.InvariantCulture), ["unit"] = "DOLLARS" },
            },
        },
    };
}
