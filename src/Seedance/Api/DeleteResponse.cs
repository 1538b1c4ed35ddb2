using System.Text.Json;

namespace Seedance.Api;

/// <summary>The response to a delete: whether there was something to delete.</summary>
internal sealed record DeleteResponse(bool Existed)
{
    /// <summary>Null when the response is not one to a delete.</summary>
    public static DeleteResponse? Read(JsonElement response, string wrapper) =>
        response.GetPropertyOrJsonNull(wrapper) is { } deleted ? new DeleteResponse(deleted.ValueKind == JsonValueKind.Object) : null;
}
