using System.Text.Json.Nodes;

namespace Seedance.Tests;

/// <summary>The parts that the response to a create is assembled from.</summary>
/// <param name="Shape">One of the four shapes of an error, a web page, or a response without an error.</param>
/// <param name="Words">The service's message.</param>
/// <param name="Code">The error's code, or null.</param>
/// <param name="InnerStatus">The error's statusCode, or null.</param>
/// <param name="IdPlace">Where the id of a job is: bare, or in a wrapper; null when there is none.</param>
/// <param name="EmptyWrapper">A wrapper without an id, or null.</param>
public sealed record CreateResponseParts(string Shape, string Words, string? Code, int? InnerStatus, string? IdPlace, string? EmptyWrapper)
{
    public const string Id = "1f0c2b6e-53a4-6f10-9a52-0242ac120002";

    /// <summary>The body. Only an object can contain an id.</summary>
    public string Body => Shape switch
    {
        "array" => new JsonArray(Extended()).ToJsonString(),
        "errors" => WithId(new JsonObject { ["errors"] = new JsonArray(Extended()) }),
        "error" => WithId(WithCodes(new JsonObject { ["error"] = Words, ["path"] = "$" })),
        "message" => WithId(WithCodes(new JsonObject { ["message"] = Words })),
        "html" => $"<html><body>{Words} {Code} {InnerStatus} {{\"generationId\":\"{Id}\"}}</body></html>",
        "truncated" => WithId(new JsonObject { ["errors"] = new JsonArray(Extended()) })[..^1],
        _ => WithId([]),
    };

    /// <summary>Whether a 2xx response contains the id of a job.</summary>
    public bool HasId => IdPlace is not null && Shape is not ("array" or "html" or "truncated");

    /// <summary>Whether the body is JSON of one of the API's error shapes.</summary>
    public bool IsErrorJson => Shape is "array" or "errors" or "error" || (Shape == "message" && Code is not null);

    private JsonObject Extended() => new() { ["message"] = Words, ["extensions"] = WithCodes([]) };

    private JsonObject WithCodes(JsonObject error)
    {
        if (Code is not null)
        {
            error["code"] = Code;
        }

        if (InnerStatus is not null)
        {
            error["statusCode"] = InnerStatus;
        }

        return error;
    }

    private string WithId(JsonObject response)
    {
        if (EmptyWrapper is not null && EmptyWrapper != IdPlace)
        {
            response[EmptyWrapper] = new JsonObject();
        }

        if (IdPlace == "bare")
        {
            response["generationId"] = Id;
        }
        else if (IdPlace is not null)
        {
            response[IdPlace] = new JsonObject { ["generationId"] = Id };
        }

        return response.ToJsonString();
    }
}
