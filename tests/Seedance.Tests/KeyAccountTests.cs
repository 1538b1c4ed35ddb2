using System.Text;

namespace Seedance.Tests;

/// <summary>The account of a key: the service is asked once, also by later processes. These tests run alone, because they change the data folder of the process.</summary>
[Collection(nameof(KeyAccountTests))]
[CollectionDefinition(nameof(KeyAccountTests), DisableParallelization = true)]
public sealed class KeyAccountTests : IDisposable
{
    private const string Me = "GET /api/rest/v1/me";

    private readonly string _testHome = DataFolder.Path;
    private readonly List<DirectoryInfo> _homes = [];

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("SEEDANCE_HOME", _testHome);
        _homes.ForEach(home => home.Delete(recursive: true));
    }

    [Fact]
    public async Task The_service_is_asked_for_the_account_of_a_key_once()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var home = UseNewHome();
        var client = new TestClient(server);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => client.CreateAsync()));
        await new TestClient(server).CreateAsync();
        Assert.Equal(1, server.Count(Me));

        // Another process finds nothing but the folder.
        var file = Assert.Single(Directory.GetFiles(Path.Combine(home, "keys")));
        Directory.CreateDirectory(Path.Combine(UseNewHome(), "keys"));
        File.Copy(file, Path.Combine(DataFolder.Path, "keys", Path.GetFileName(file)));
        await new TestClient(server).CreateAsync();
        Assert.Equal(1, server.Count(Me));
        Assert.DoesNotContain(TestClient.KeyOf(server), file + File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_the_service_rejects_is_an_error_before_anything_is_sent_and_is_not_remembered()
    {
        await using var server = await WireServer.WireServer.StartAsync(new() { ApiKey = Guid.NewGuid().ToString() });
        UseNewHome();

        await Assert.ThrowsAsync<UnauthorizedException>(() => new TestClient(server).CreateAsync());

        Assert.Equal($"{Me} -> 401", Assert.Single(server.Requests).ToString());
        Assert.Empty(Directory.GetFileSystemEntries(DataFolder.Path));
    }

    [Fact]
    public async Task An_account_that_can_not_be_remembered_costs_a_request_and_is_no_error()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        File.WriteAllText(Path.Combine(UseNewHome(), "keys"), "a file where a folder is needed");

        await new TestClient(server).CreateAsync();

        Assert.Equal(1, server.Count(Me));
        Assert.Single(server.Service.Jobs);
    }

    [Fact]
    public async Task The_journal_that_version_0_1_kept_for_a_key_becomes_that_of_its_account()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var home = UseNewHome();
        var keyHash = ContentHash.Compute(Encoding.UTF8.GetBytes($"{server.ApiRoot.AbsoluteUri}\n{TestClient.KeyOf(server)}"))[..16];
        var earlier = new FileJobStore(home, keyHash);
        await earlier.TryAddAsync(new SeedanceJob { Key = "earlier", SubmittedAt = DateTimeOffset.UtcNow, Prompt = "a fox" }, null, default);

        var client = new TestClient(server);
        await client.CreateAsync(new SeedanceRequest { Prompt = "an owl" });

        Assert.Equal(["an owl", "a fox"], client.Jobs.Select(job => job.Prompt));
        Assert.Empty(earlier.ReadKeys());
    }

    private string UseNewHome()
    {
        _homes.Add(Directory.CreateTempSubdirectory("seedance-home-"));
        Environment.SetEnvironmentVariable("SEEDANCE_HOME", _homes[^1].FullName);
        return _homes[^1].FullName;
    }
}
