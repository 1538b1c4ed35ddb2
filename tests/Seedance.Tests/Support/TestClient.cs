using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Seedance.Tests;

/// <summary>A client of a wire server, with what it traced and warned of.</summary>
internal sealed class TestClient
{
    // A server may get the port of an earlier one, which must not bring back the account that the key had there.
    private static readonly ConditionalWeakTable<WireServer.WireServer, string> _keys = new();

    private readonly ClientOptions _options;

    public TestClient(WireServer.WireServer server, TimeProvider? clock = null, int throttleLimit = 10, TimeSpan? requestTimeout = null, string? apiKey = null, RetryLimits? retry = null, Uri? proxy = null, RequestGate? gate = null, int? maxInFlight = 10_000)
    {
        var connection = SeedanceConnection.ToService(apiKey ?? KeyOf(server), server.ApiRoot, "Parameter", requestTimeout ?? TimeSpan.FromSeconds(100), proxy is null ? null : ChosenProxy.Create(proxy, null));
        Connection = clock is null ? connection : connection.WithClock(clock);
        _options = new ClientOptions
        {
            Gate = gate ?? new RequestGate(throttleLimit),
            Retry = retry ?? new RetryLimits(),
            MaxInFlight = maxInFlight,
            Trace = text => Trace.Add(text()),
            Warn = Warnings.Add,
            OnRequest = Requests.Add,
            OnTransfer = Transfers.Add,
        };
        Client = new SeedanceClient(Connection, _options);
        Api = new LeonardoApi(Connection, _options);
    }

    public SeedanceConnection Connection { get; }

    public SeedanceClient Client { get; }

    public LeonardoApi Api { get; }

    /// <summary>The account's journal, once the client has sent a request that needs the account.</summary>
    public JobJournal Journal => Connection.KeyAccount.Current!.Journal;

    /// <summary>The journal's entries, newest first.</summary>
    public IReadOnlyList<SeedanceJob> Jobs => Journal.ReadAll(failure => throw failure);

    /// <summary>The only entry.</summary>
    public SeedanceJob TheJob => Assert.Single(Jobs);

    public List<string> Trace { get; } = [];

    public List<string> Warnings { get; } = [];

    public ConcurrentBag<RequestInfo> Requests { get; } = [];

    public ConcurrentBag<Transfer> Transfers { get; } = [];

    /// <summary>The API key for a server: a valid key of nobody.</summary>
    public static string KeyOf(WireServer.WireServer server) => _keys.GetValue(server, _ => Guid.NewGuid().ToString());

    public Task<SeedanceGeneration> CreateAsync(SeedanceRequest? request = null, SubmissionOptions? submission = null, CancellationToken cancellationToken = default)
    {
        request ??= new SeedanceRequest { Prompt = "a fox" };
        return Client.CreateAsync(request, VideoModels.Of(request.Model), submission ?? new SubmissionOptions(), cancellationToken);
    }

    /// <summary>Uploads that are cached in a folder of the test's own.</summary>
    public MediaUploads Uploads(UploadCache cache) => new(cache, new MediaUploader(Connection, Api, new StorageTransport(Connection, _options), _options));
}
