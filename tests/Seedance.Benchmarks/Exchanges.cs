using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;

namespace Seedance.Benchmarks;

/// <summary>The two requests of every video, by Seedance and by a plain client, on one server.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The cleanup disposes of what the setup creates.")]
public class Exchanges
{
    private const string Prompt = "A fox runs home through snow";

    private ServerProcess? _server;
    private SeedanceClient? _client;
    private LeonardoApi? _api;
    private PlainClient? _peer;
    private SeedanceGeneration? _job;

    [GlobalSetup]
    public async Task StartAsync()
    {
        _server = await ServerProcess.StartAsync();
        var connection = SeedanceConnection.ToService(Guid.NewGuid().ToString(), _server.ApiRoot, "Benchmark", TimeSpan.FromSeconds(100));
        connection.Limits.Set(0, 0);
        var options = new ClientOptions { Gate = new RequestGate(10) };
        _client = new SeedanceClient(connection, options);
        _api = new LeonardoApi(connection, options);
        _peer = new PlainClient(_server.ApiRoot);
        _job = await _client.CreateAsync(new SeedanceRequest { Prompt = Prompt }, VideoModels.Seedance20Fast, new SubmissionOptions(), default);
    }

    [Benchmark]
    public async Task<object> Create()
    {
        using var permit = await _api!.AcquireCreateAsync(default);
        return await _api.CreateGenerationAsync(RequestWriter.Write(new SeedanceRequest { Prompt = Prompt, Seed = 7 }, VideoModels.Seedance20Fast), default);
    }

    [Benchmark]
    public async Task<object> PlainCreate() => await _peer!.CreateAsync(Prompt);

    [Benchmark]
    public async Task<object> Poll() => await _client!.ReadAsync(_job!, default);

    [Benchmark]
    public async Task<object> PlainPoll() => await _peer!.ReadAsync(_job!.Id);

    [GlobalCleanup]
    public void Stop()
    {
        _peer?.Dispose();
        _server?.Dispose();
    }
}
