using Seedance.Sandbox.Api;
using Seedance.Sandbox.Jobs;
using Seedance.Sandbox.Storage;
using Seedance.Sandbox.Uploads;

namespace Seedance.Sandbox;

/// <summary>
/// An offline simulator of the Leonardo.AI API and its storage. It responds as the service does and rejects what the service would reject.
/// It is a message handler, so it needs neither a port nor a network.
/// </summary>
/// <remarks><see cref="PromptMarker"/> lists the markers that make a job fail.</remarks>
internal sealed class SandboxService : HttpMessageHandler
{
    private readonly SandboxState _state;
    private readonly ApiRouter _api;
    private readonly StorageEndpoint _storage;

    /// <param name="options">How the simulator behaves; the default is that of <c>Connect-Seedance -Sandbox</c>.</param>
    public SandboxService(SandboxOptions? options = null)
    {
        _state = new SandboxState(options ?? new SandboxOptions());
        _api = new ApiRouter(_state);
        _storage = new StorageEndpoint(_state);
    }

    /// <summary>All jobs, oldest first.</summary>
    public IReadOnlyList<SandboxJob> Jobs => _state.Locked(() => _state.Jobs.OldestFirst.ToList());

    /// <summary>All uploads, oldest first.</summary>
    public IReadOnlyList<SandboxUpload> Uploads => _state.Locked(() => _state.Uploads.OldestFirst.ToList());

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (apiRoot, address) = (_state.Options.ApiRoot, request.RequestUri!);
        var apiPath = apiRoot.AbsolutePath.TrimEnd('/') + "/";
        var response = address.Authority == _state.Options.StorageRoot.Authority ? await _storage.SendAsync(request, cancellationToken)
            : address.Authority == apiRoot.Authority && address.AbsolutePath.StartsWith(apiPath, StringComparison.Ordinal)
                ? await _api.SendAsync(request, address.AbsolutePath.Substring(apiPath.Length))
            : SandboxResponse.EndpointNotFound();
        response.RequestMessage = request;
        response.Headers.Add("X-Request-ID", Guid.NewGuid().ToString());
        return response;
    }
}
