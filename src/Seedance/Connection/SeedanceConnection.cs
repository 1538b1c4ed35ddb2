using System.Net.Http.Headers;

namespace Seedance;

/// <summary>Where requests go and with which key. The key can't be read back.</summary>
public sealed class SeedanceConnection
{
    /// <summary>The API's root (API page: Base), without the version.</summary>
    internal const string ServiceRoot = "https://cloud.leonardo.ai/api/rest";

    private readonly AuthenticationHeaderValue _authorization;
    private readonly KeyRedactor _redactor;

    private SeedanceConnection(Uri baseUri, string apiKey, string keySource, TimeSpan requestTimeout, KeyAccount keyAccount, HttpClient api, HttpClient storage)
        : this(baseUri, new AuthenticationHeaderValue("Bearer", apiKey), new KeyRedactor(apiKey), keySource, requestTimeout, keyAccount, api, storage)
    {
    }

    private SeedanceConnection(Uri baseUri, AuthenticationHeaderValue authorization, KeyRedactor redactor, string keySource, TimeSpan requestTimeout, KeyAccount keyAccount, HttpClient api, HttpClient storage)
    {
        BaseUri = baseUri;
        _authorization = authorization;
        _redactor = redactor;
        KeySource = keySource;
        RequestTimeout = requestTimeout;
        KeyAccount = keyAccount;
        Api = api;
        Storage = storage;
    }

    /// <summary>The API's root.</summary>
    public Uri BaseUri { get; }

    /// <summary>Whether this is the offline sandbox: no network, no cost, videos that are marked as such.</summary>
    public bool IsSandbox { get; private init; }

    /// <summary>Where the key came from: Parameter, Environment or Sandbox.</summary>
    public string KeySource { get; }

    /// <summary>How long one request may take.</summary>
    public TimeSpan RequestTimeout { get; }

    /// <summary>The account that the key belongs to, once the service has named it.</summary>
    internal KeyAccount KeyAccount { get; }

    /// <summary>How many requests may be sent in a minute.</summary>
    internal RateLimits Limits => KeyAccount.Limits;

    internal HttpClient Api { get; }

    internal HttpClient Storage { get; }

    /// <summary>How far the service's clock is ahead of this machine's, by its last response.</summary>
    internal TimeSpan ServerTimeOffset => KeyAccount.ServerTimeOffset;

    internal TimeProvider Clock { get; private init; } = TimeProvider.System;

    /// <summary>A connection to the service.</summary>
    /// <exception cref="InvalidConnectionException">The key is malformed, or the address is not safe to send it to.</exception>
    internal static SeedanceConnection ToService(string apiKey, Uri? baseUri, string keySource, TimeSpan requestTimeout)
    {
        var key = apiKey.Trim();
        if (key.Length == 0 || key.Any(character => character is <= ' ' or > '~'))
        {
            throw new InvalidConnectionException(Messages.MalformedKey);
        }

        var root = baseUri ?? new Uri(ServiceRoot);
        if (!root.IsAbsoluteUri || !(root.Scheme == Uri.UriSchemeHttps || (root.Scheme == Uri.UriSchemeHttp && root.IsLoopback)))
        {
            throw new InvalidConnectionException(Messages.UnsafeBaseUri(root));
        }

        return new SeedanceConnection(root, key, keySource, requestTimeout, KeyAccount.ForKey(root, key), HttpClients.Api, HttpClients.Storage);
    }

    /// <summary>A connection to a sandbox.</summary>
    /// <param name="baseUri">The address that the simulator responds to.</param>
    /// <param name="simulator">Responds in place of the service and of its storage.</param>
    /// <param name="requestTimeout">How long one request may take.</param>
    internal static SeedanceConnection ToSandbox(Uri baseUri, HttpMessageHandler simulator, TimeSpan requestTimeout)
    {
        var client = HttpClients.Create(simulator);
        return new SeedanceConnection(baseUri, Guid.NewGuid().ToString(), "Sandbox", requestTimeout, KeyAccount.ForSandbox(), client, client) { IsSandbox = true };
    }

    /// <summary>The same connection on another clock.</summary>
    internal SeedanceConnection WithClock(TimeProvider clock) => new(BaseUri, _authorization, _redactor, KeySource, RequestTimeout, KeyAccount, Api, Storage)
    {
        IsSandbox = IsSandbox,
        Clock = clock,
    };

    /// <summary>The authorization header, for the API's own host only.</summary>
    internal AuthenticationHeaderValue Authorize(Uri address) =>
        address.Scheme == BaseUri.Scheme && address.Port == BaseUri.Port && string.Equals(address.IdnHost, BaseUri.IdnHost, StringComparison.OrdinalIgnoreCase)
            ? _authorization
            : throw new InvalidOperationException($"The API key is not for {address.Host}.");

    /// <summary>The service's words without control characters and without the key, should it repeat it.</summary>
    internal string Redact(string text) => _redactor.Redact(text);

    /// <summary>The address, without the key.</summary>
    public override string ToString() => IsSandbox ? "Seedance sandbox" : BaseUri.AbsoluteUri;
}
