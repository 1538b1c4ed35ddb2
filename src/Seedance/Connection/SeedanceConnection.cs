using System.Net.Http.Headers;

namespace Seedance;

/// <summary>Where requests go and with which key. The key can't be read back.</summary>
public sealed class SeedanceConnection
{
    /// <summary>The API's root (API page: Base), without the version.</summary>
    internal const string ServiceRoot = "https://cloud.leonardo.ai/api/rest";

    private readonly AuthenticationHeaderValue _authorization;
    private readonly KeyRedactor _redactor;

    private SeedanceConnection(Uri baseUri, string apiKey, string keySource, TimeSpan requestTimeout, KeyAccount keyAccount, HttpClients http)
        : this(baseUri, new AuthenticationHeaderValue("Bearer", apiKey), new KeyRedactor(apiKey), keySource, requestTimeout, keyAccount, http)
    {
    }

    private SeedanceConnection(Uri baseUri, AuthenticationHeaderValue authorization, KeyRedactor redactor, string keySource, TimeSpan requestTimeout, KeyAccount keyAccount, HttpClients http)
    {
        BaseUri = baseUri;
        _authorization = authorization;
        _redactor = redactor;
        KeySource = keySource;
        RequestTimeout = requestTimeout;
        KeyAccount = keyAccount;
        Http = http;
    }

    /// <summary>The API's root.</summary>
    public Uri BaseUri { get; }

    /// <summary>Whether this is the offline sandbox: no network, no cost, videos that are marked as such.</summary>
    public bool IsSandbox { get; private init; }

    /// <summary>The account behind the key, as the service last described it in this process. Only its user ID is known when the service was not asked here, and nothing (null) when it was never asked.</summary>
    public SeedanceAccount? Account => KeyAccount.User;

    /// <summary>Where the key came from: Parameter, Secret, Environment or Sandbox.</summary>
    public string KeySource { get; }

    /// <summary>The secret that the key was read from, or null.</summary>
    public string? SecretName { get; internal set; }

    /// <summary>The vault that was named for the secret, or null.</summary>
    public string? VaultName { get; internal set; }

    /// <summary>The proxy through which the service is contacted, without its user name and password; null when there is none. It was named for the connection, or else comes from the environment or the system.</summary>
    public Uri? Proxy => Http.FindProxy(BaseUri);

    /// <summary>How long one request may take.</summary>
    public TimeSpan RequestTimeout { get; }

    /// <summary>What the account's jobs of one local day may cost in US dollars; null when there is no limit. It was given for the connection, or else comes from the environment variable SEEDANCE_DAILY_BUDGET.</summary>
    public decimal? DailyBudget { get; internal set; }

    /// <summary>The account that the key belongs to, once the service has named it.</summary>
    internal KeyAccount KeyAccount { get; }

    /// <summary>How many requests may be sent in a minute.</summary>
    internal RateLimits Limits => KeyAccount.Limits;

    internal HttpClients Http { get; }

    /// <summary>How far the service's clock is ahead of this machine's, by its last response.</summary>
    internal TimeSpan ServerTimeOffset => KeyAccount.ServerTimeOffset;

    internal TimeProvider Clock { get; private init; } = TimeProvider.System;

    /// <summary>A connection to the service.</summary>
    /// <exception cref="InvalidConnectionException">The key is malformed, or the address is not safe to send it to.</exception>
    internal static SeedanceConnection ToService(string apiKey, Uri? baseUri, string keySource, TimeSpan requestTimeout, ChosenProxy? proxy = null)
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

        // Over HTTP the proxy would see the key.
        if (root.Scheme == Uri.UriSchemeHttp && proxy is { Address.IsLoopback: false })
        {
            throw new InvalidConnectionException(Messages.UnsafeProxy(root, proxy.Address), isAboutProxy: true);
        }

        return new SeedanceConnection(root, key, keySource, requestTimeout, KeyAccount.ForKey(root, key), HttpClients.For(root, proxy));
    }

    /// <summary>A connection to a sandbox.</summary>
    /// <param name="baseUri">The address that the simulator responds to.</param>
    /// <param name="simulator">Responds in place of the service and of its storage.</param>
    /// <param name="requestTimeout">How long one request may take.</param>
    internal static SeedanceConnection ToSandbox(Uri baseUri, HttpMessageHandler simulator, TimeSpan requestTimeout) =>
        new SeedanceConnection(baseUri, Guid.NewGuid().ToString(), "Sandbox", requestTimeout, KeyAccount.ForSandbox(), HttpClients.For(simulator)) { IsSandbox = true };

    /// <summary>The same connection on another clock.</summary>
    internal SeedanceConnection WithClock(TimeProvider clock) => new(BaseUri, _authorization, _redactor, KeySource, RequestTimeout, KeyAccount, Http)
    {
        IsSandbox = IsSandbox,
        SecretName = SecretName,
        VaultName = VaultName,
        DailyBudget = DailyBudget,
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
