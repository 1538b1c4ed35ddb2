using System.Net.Http.Headers;

namespace Seedance.Sandbox.Api;

/// <summary>Rejects requests without a valid API key.</summary>
/// <param name="apiKey">The only valid key; null accepts any key.</param>
internal sealed class ApiKeyCheck(string? apiKey)
{
    public HttpResponseMessage? FindError(AuthenticationHeaderValue? authorization)
    {
        var key = authorization is { Scheme: "Bearer", Parameter: { Length: > 0 } parameter } ? parameter : null;
        return key is null ? Unauthorized()
            : apiKey is null || key == apiKey ? null
            : Guid.TryParse(key, out _) ? Unauthorized()
            // The service responds with 500 to a key that is not a UUID.
            : SandboxResponse.Error(500, "Invalid response from authorization hook", "unexpected");
    }

    private static HttpResponseMessage Unauthorized() => SandboxResponse.Error(401, "Authentication hook unauthorized this request", "access-denied");
}
