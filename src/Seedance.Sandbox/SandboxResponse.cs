using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Seedance.Sandbox;

/// <summary>The shapes of the service's responses.</summary>
internal static class SandboxResponse
{
    public static HttpResponseMessage Json(JsonNode body, int status = 200) => new((HttpStatusCode)status)
    {
        Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
    };

    /// <summary>The response to a DELETE: null when there was nothing to delete.</summary>
    public static HttpResponseMessage Deleted(string wrapper, string id, bool existed) =>
        Json(new JsonObject { [wrapper] = existed ? new JsonObject { ["id"] = id } : null });

    /// <summary>Error shape 1: HTTP 200 with a top-level array, the usual validation failure.</summary>
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

    /// <summary>Error shape 2: HTTP 200 with a list of errors that contain the real status.</summary>
    public static HttpResponseMessage HiddenError(string message, string code, int status) => Json(new JsonObject
    {
        ["errors"] = new JsonArray(new JsonObject
        {
            ["message"] = message,
            ["extensions"] = new JsonObject { ["code"] = code, ["statusCode"] = status },
        }),
    });

    /// <summary>Error shape 3: an error of the gateway, with its status.</summary>
    public static HttpResponseMessage Error(int status, string message, string code) =>
        Json(new JsonObject { ["error"] = message, ["path"] = "$", ["code"] = code }, status);

    public static HttpResponseMessage EndpointNotFound() => Error(404, "Endpoint not found", "not-found");

    /// <summary>An error of S3.</summary>
    public static HttpResponseMessage StorageError(int status, string code, string message) => new((HttpStatusCode)status)
    {
        Content = new StringContent(
            $"""<?xml version="1.0" encoding="UTF-8"?><Error><Code>{code}</Code><Message>{message}</Message></Error>""",
            Encoding.UTF8,
            "application/xml"),
    };
}
