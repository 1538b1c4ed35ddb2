using System.Text.Json;
using Seedance.Tests.Sandbox;
using Seedance.WireServer;

namespace Seedance.Tests;

/// <summary>The account's list, read page by page.</summary>
public sealed class GenerationListTests
{
    private const string List = "GET /api/rest/v1/generations/user/";
    private const int PageSize = 50;

    [Fact]
    public async Task A_page_with_an_entry_that_can_not_be_read_does_not_end_the_list()
    {
        await using var server = await StartAsync(PageSize + 1);
        var others = Enumerable.Range(1, PageSize - 1).Select(_ => (object)new { id = Guid.NewGuid().ToString() });
        server.Faults.Add(new Fault(List) { Status = 200, Body = JsonSerializer.Serialize(new { generations = others.Prepend(new { id = 7 }) }) });
        var list = await new TestClient(server).Client.ListAsync(default);

        Assert.Equal(PageSize - 1, (await list.ReadNextAsync(default)).Count);
        Assert.False(list.HasEnded);
        Assert.Equal(server.Service.Jobs[0].Id, Assert.Single(await list.ReadNextAsync(default)).Id);
        Assert.True(list.HasEnded);
        Assert.Equal(2, server.Count(List));
    }

    [Fact]
    public async Task A_generation_that_a_new_job_moves_to_the_next_page_is_listed_once()
    {
        await using var server = await StartAsync(PageSize + 1);
        var earlier = server.Service.Jobs.Select(job => job.Id).ToList();
        var list = await new TestClient(server).Client.ListAsync(default);

        var first = await list.ReadNextAsync(default);
        await CreateAsync(server, 1);
        var second = await list.ReadNextAsync(default);

        Assert.Equal(earlier.AsEnumerable().Reverse(), first.Concat(second).Select(generation => generation.Id));
    }

    [Fact]
    public async Task A_service_that_repeats_its_first_page_does_not_make_the_list_endless()
    {
        await using var server = await StartAsync(1);
        var page = JsonSerializer.Serialize(new { generations = Enumerable.Range(0, PageSize).Select(_ => new { id = Guid.NewGuid().ToString() }) });
        server.Faults.Add(new Fault(List) { Times = 100, Status = 200, Body = page });
        var list = await new TestClient(server).Client.ListAsync(default);

        Assert.Equal(PageSize, (await list.ReadNextAsync(default)).Count);
        Assert.Empty(await list.ReadNextAsync(default));
        Assert.True(list.HasEnded);
    }

    private static async Task<WireServer.WireServer> StartAsync(int jobs)
    {
        var server = await WireServer.WireServer.StartAsync();
        await CreateAsync(server, jobs);
        return server;
    }

    private static async Task CreateAsync(WireServer.WireServer server, int jobs)
    {
        using var api = new ApiCaller(server);
        for (var job = 0; job < jobs; job++)
        {
            await api.CreateAsync();
        }
    }
}
