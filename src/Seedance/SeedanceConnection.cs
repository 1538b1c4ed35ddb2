using System.Net.Http.Headers;

namespace Seedance;

/// <summary>Where requests go and with which key. The key itself can't be read back.</summary>
public sealed class SeedanceConnection
{
    /// <summary>The API's root (API page: Base), without the version.</summary>
    internal const string ServiceRoot = "https://cloud.leonardo.ai/api/rest";

    private readonly string _apiKey;
    private readonly AuthenticationHeaderValue _authorization;

    private SeedanceConnection(Uri baseUri, string apiKey, string keySource, TimeSpan requestTimeout, AccountState account, HttpClient api, HttpClient storage)
    {
        BaseUri = baseUri;
        _apiKey = apiKey;
        _authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        KeySource = keySource;
        RequestTimeout = requestTimeout;
        Account = account;
        Api = api;
        Storage = storage;
    }

    /// <summary>The API's root.</summary>
    public Uri BaseUri { get; }

    /// <summary>Whether this is the offline stand-in: no network, no cost, clips that are marked as such.</summary>
    public bool IsSandbox { get; private init; }

    /// <summary>Where the key came from: Parameter, Environment or Sandbox.</summary>
    public string KeySource { get; }

    /// <summary>How long one request may take.</summary>
    public TimeSpan RequestTimeout { get; }

    /// <summary>What all connections to the account share.</summary>
    internal AccountState Account { get; }

    internal HttpClient Api { get; }

    internal HttpClient Storage { get; }

    internal TimeProvider Clock { get; private init; } = TimeProvider.System;

    /// <exception cref="InvalidConnectionException">The key can't be a key, or the address is not safe to send it to.</exception>
    internal static SeedanceConnection ToService(string apiKey, Uri? baseUri, string keySource, TimeSpan requestTimeout)
    {
        var key = apiKey.Trim();
        if (key.Length == 0 || key.Any(character => character is <= ' ' or > '~'))
        {
            throw new InvalidConnectionException(Strings.MalformedKey);
        }

        var root = baseUri ?? new Uri(ServiceRoot);
        if (!root.IsAbsoluteUri || !(root.Scheme == Uri.UriSchemeHttps || (root.Scheme == Uri.UriSchemeHttp && root.IsLoopback)))
        {
            throw new InvalidConnectionException(Strings.UnsafeBaseUri(root));
        }

        return new SeedanceConnection(root, key, keySource, requestTimeout, AccountState.Of(root, key), HttpClients.Api, HttpClients.Storage);
    }

    /// <param name="baseUri">The address that the stand-in answers to.</param>
    /// <param name="standIn">Answers in place of the service and of its storage.</param>
    /// <param name="requestTimeout">How long one request may take.</param>
    internal static SeedanceConnection ToSandbox(Uri baseUri, HttpMessageHandler standIn, TimeSpan requestTimeout)
    {
        var client = HttpClients.Create(standIn);
        return new SeedanceConnection(baseUri, Guid.NewGuid().ToString(), "Sandbox", requestTimeout, AccountState.OfSandbox(), client, client) { IsSandbox = true };
    }

    /// <summary>The same connection on another clock.</summary>
    internal SeedanceConnection WithClock(TimeProvider clock) => new(BaseUri, _apiKey, KeySource, RequestTimeout, Account, Api, Storage)
    {
        IsSandbox = IsSandbox,
        Clock = clock,
    };

    /// <summary>The authorization header, for the API's own host alone.</summary>
    internal AuthenticationHeaderValue Authorize(Uri address) =>
        address.Scheme == BaseUri.Scheme && address.Port == BaseUri.Port && string.Equals(address.IdnHost, BaseUri.IdnHost, StringComparison.OrdinalIgnoreCase)
            ? _authorization
            : throw new InvalidOperationException($"The API key is not for {address.Host}.");

    /// <summary>A text of the server's without the key, should it repeat it.</summary>
    internal string Redact(string text) =>
        text.Replace(_apiKey, "[API key]");

    /// <summary>Where it goes; nothing of the key.</summary>
    public override string ToString() => IsSandbox ? "Seedance sandbox" : BaseUri.AbsoluteUri;
}
