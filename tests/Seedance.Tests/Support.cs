using Microsoft.Extensions.Time.Testing;

namespace Seedance.Tests;

/// <summary>A client of a wire server, and what it told meanwhile.</summary>
internal sealed class TestClient
{
    /// <summary>A key of the right form that belongs to nobody.</summary>
    public const string ApiKey = "0f9b7a52-7c1e-4b7c-8a53-1d2e3f405162";

    private readonly SeedanceConnection _connection;

    public TestClient(WireServer.WireServer server, TimeProvider? clock = null, int throttleLimit = 10, TimeSpan? requestTimeout = null, string apiKey = ApiKey, RetryLimits? retry = null)
    {
        _connection = SeedanceConnection.ToService(apiKey, server.ApiRoot, "Parameter", requestTimeout ?? TimeSpan.FromSeconds(100));
        Client = new SeedanceClient(clock is null ? _connection : _connection.WithClock(clock), new ClientOptions
        {
            Gate = new RequestGate(throttleLimit),
            Retry = retry ?? new RetryLimits(),
            MaxInFlight = 10_000,
            Trace = text => Trace.Add(text()),
            Warn = Warnings.Add,
        });
    }

    public SeedanceClient Client { get; }

    /// <summary>The journal's entries, newest first.</summary>
    public IReadOnlyList<SeedanceJob> Jobs => _connection.Account.Jobs.ReadAll(failure => throw failure);

    /// <summary>The one entry there must be.</summary>
    public SeedanceJob TheJob => Assert.Single(Jobs);

    public List<string> Trace { get; } = [];

    public List<string> Warnings { get; } = [];

    public Task<SeedanceGeneration> CreateAsync(SeedanceRequest? request = null) =>
        Client.CreateAsync(request ?? new SeedanceRequest { Prompt = "a fox" }, VideoModel.Seedance20Fast, new SubmissionOptions(), default);
}

/// <summary>A clock on which every pause is over at once and is written down.</summary>
internal sealed class InstantClock(DateTimeOffset? start = null) : TimeProvider
{
    private readonly FakeTimeProvider _time = new(start ?? new DateTimeOffset(2026, 3, 9, 14, 14, 40, TimeSpan.Zero));

    /// <summary>The pauses that were asked for, request limits left out.</summary>
    public List<TimeSpan> Pauses { get; } = [];

    public override long TimestampFrequency => _time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _time.GetUtcNow();

    public override long GetTimestamp() => _time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        // A request's limit is not a pause: it must never be reached here.
        if (dueTime >= TimeSpan.FromSeconds(100))
        {
            return System.CreateTimer(callback, state, dueTime, period);
        }

        lock (Pauses)
        {
            Pauses.Add(dueTime);
        }

        _time.Advance(dueTime);
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}

/// <summary>A clock on which each look at it takes a millisecond, however fast the machine is.</summary>
internal sealed class TickingClock : TimeProvider
{
    private long _now;

    public override long TimestampFrequency => 1000;

    public override long GetTimestamp() => Interlocked.Increment(ref _now);
}
