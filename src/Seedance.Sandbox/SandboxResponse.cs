using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Seedance.Sandbox;

/// <summary>The shapes in which the service answers. API page: Errors, four shapes.</summary>
internal static class SandboxResponse
{
    public static HttpResponseMessage Json(JsonNode body, int status = 200) => new((HttpStatusCode)status)
    {
        Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
    };

    /// <summary>Shape 1: HTTP 200 with a top-level array, the usual refusal of a request.</summary>
    public static HttpResponseMessage ValidationError(IEnumerable<string> messages) => Json(new JsonArray(new JsonObject
    {
        ["message"] = "Validation failed",
        ["extensions"] = new JsonObject
        {
            ["code"] = "VALIDATION_ERROR",
            ["statusCode"] = 400,
            ["details"] = new JsonObject { ["errors"] = new JsonArray([.. messages.Select(message => new JsonObject { ["message"] = message })]) },
        },
    }));

    /// <summary>Shape 2: HTTP 200 with a list of errors that name the true status.</summary>
    public static HttpResponseMessage HiddenError(string message, string code, int status) => Json(new JsonObject
    {
        ["errors"] = new JsonArray(new JsonObject
        {
            ["message"] = message,
            ["extensions"] = new JsonObject { ["code"] = code, ["statusCode"] = status },
        }),
    });

    /// <summary>Shape 3: a plain error of the layer in front.</summary>
    public static HttpResponseMessage Error(int status, string message, string code) =>
        Json(new JsonObject { ["error"] = message, ["path"] = "$", ["code"] = code }, status);

    /// <summary>How S3 refuses.</summary>
    public static HttpResponseMessage StorageError(int status, string code, string message) => new((HttpStatusCode)status)
    {
        Content = new StringContent(
            $"""<?xml version="1.0" encoding="UTF-8"?><Error><Code>{code}</Code><Message>{message}</Message></Error>""",
            Encoding.UTF8,
            "application/xml"),
    };
}
