namespace Seedance.Sandbox.Storage;

/// <summary>The storage: receives uploads as S3 does, and serves videos and posters as a CDN does.</summary>
internal sealed class StorageEndpoint(SandboxState state)
{
    private readonly UploadReceiver _receiver = new(state);

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        if (request.Headers.Authorization is not null)
        {
            return SandboxResponse.StorageError(403, "AccessDenied", "Only one auth mechanism allowed");
        }

        return request.Method == HttpMethod.Post && path == "/uploads" ? await _receiver.ReceiveAsync(request.Content, cancellationToken)
            : request.Method == HttpMethod.Get ? Serve(request, path)
            : AccessDenied();
    }

    private HttpResponseMessage Serve(HttpRequestMessage request, string path)
    {
        var id = Path.GetFileNameWithoutExtension(path);
        var job = state.Locked(() => state.Jobs.Find(id) is { } found && found.IsComplete(state.Now) ? found : null);
        return job is null ? AccessDenied()
            : path.StartsWith("/videos/", StringComparison.Ordinal) ? FileResponse.Create(request, state.Options.OpenVideo(SandboxVideo.Create(job)), "video/mp4", job.VideoId)
            : FileResponse.Create(request, new MemoryStream(SandboxVideo.Poster), "image/jpeg", "poster");
    }

    private static HttpResponseMessage AccessDenied() => SandboxResponse.StorageError(403, "AccessDenied", "Access Denied");
}
