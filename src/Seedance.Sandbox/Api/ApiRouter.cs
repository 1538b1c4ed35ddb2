using System.Text.Json;
using Seedance.Sandbox.Jobs;
using Seedance.Sandbox.Uploads;

namespace Seedance.Sandbox.Api;

/// <summary>Maps a method and a path of the API to an operation.</summary>
internal sealed class ApiRouter(SandboxState state)
{
    private readonly ApiKeyCheck _keyCheck = new(state.Options.ApiKey);
    private readonly CreateEndpoint _create = new(state);
    private readonly JobEndpoint _jobs = new(state);
    private readonly UploadEndpoint _uploads = new(state);
    private readonly AccountEndpoint _account = new(state);

    /// <summary>Responds to a request for a path below the API's root, such as <c>v1/me</c>.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string path)
    {
        if (_keyCheck.FindError(request.Headers.Authorization) is { } error)
        {
            return error;
        }

        var body = request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync();
        if (request.Method == HttpMethod.Post && request.Content?.Headers.ContentType?.MediaType != "application/json")
        {
            return SandboxResponse.Error(400, "invalid content type", "bad-request");
        }

        string[] route = [request.Method.Method, .. path.TrimEnd('/').Split('/')];
        return state.Locked(() => route switch
        {
            ["POST", "v2", "generations"] => WithJson(body, _create.Create),
            ["GET", "v1", "generations", "user", var userId] => _jobs.List(userId, request.RequestUri!),
            ["GET", "v1", "generations", var id] => _jobs.Get(id),
            ["DELETE", "v1", "generations", var id] => _jobs.Delete(id),
            ["POST", "v1", "init-image"] => WithJson(body, _uploads.CreateImage),
            ["GET", "v1", "init-image", var id] => _uploads.GetImage(id),
            ["DELETE", "v1", "init-image", var id] => _uploads.DeleteImage(id),
            ["POST", "v1", "media"] => WithJson(body, _uploads.CreateMedia),
            ["GET", "v1", "media", var id] => _uploads.GetMedia(id),
            ["DELETE", "v1", "media", var id] => _uploads.DeleteMedia(id),
            ["GET", "v1", "me"] => _account.Get(),
            _ => SandboxResponse.EndpointNotFound(),
        });
    }

    private static HttpResponseMessage WithJson(string body, Func<JsonElement, HttpResponseMessage> operation)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return operation(json.RootElement);
        }
        catch (JsonException)
        {
            return SandboxResponse.Error(400, "invalid json", "bad-request");
        }
    }
}
