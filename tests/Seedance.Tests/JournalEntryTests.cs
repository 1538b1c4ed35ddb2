using System.Text.Json.Nodes;
using Seedance.Tests.Samples;

namespace Seedance.Tests;

/// <summary>What the journal says of a submission: enough to find its job, to repeat it and to save its video.</summary>
public sealed class JournalEntryTests : IDisposable
{
    private readonly SampleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_entry_has_what_was_sent_and_where_the_video_is_to_be_saved()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server, new InstantClock());
        var fox = _folder.Open(PngSample.Build(), "fox.png");
        var request = new SeedanceRequest { Prompt = "a fox", Seed = 7, Duration = 5, Width = 864, Height = 496, Public = true, StartFrame = fox };

        var generation = await client.CreateAsync(request, new SubmissionOptions { Destination = "/videos", Index = 3 });

        var job = client.TheJob;
        Assert.Equal(("a fox", 7, false), (job.Prompt, job.Seed, job.IsSeedDrawn));
        Assert.Equal((5, 864, 496, true), (job.Duration, job.Width, job.Height, job.Public));
        Assert.Equal((fox.Path, "/videos", 3, null), (job.SourcePath, job.Destination, job.Index, job.JobName));
        Assert.Equal([new JobMedia(server.Service.Uploads[0].Id, fox.Path!, server.Service.Uploads[0].Sha256)], job.Media);
        Assert.Equal(new InstantClock().GetUtcNow(), job.SubmittedAt);
        Assert.Equal(JsonNode.Parse(Assert.Single(server.Service.Jobs).Body)!["parameters"]!["guidances"]!.ToJsonString(), JsonNode.Parse(job.Request!)!["parameters"]!["guidances"]!.ToJsonString());
        Assert.Equal((generation.Id, client.Journal.Account), (job.Id, job.Account));
        Assert.NotNull(job.Cost);
    }

    [Fact]
    public async Task An_image_that_was_sent_inline_is_not_copied_into_the_journal()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server);
        var inline = new SeedanceMedia { MediaKind = SeedanceMediaKind.Image, Base64 = Convert.ToBase64String(PngSample.Build()) };

        await client.CreateAsync(new SeedanceRequest { Prompt = "a fox", StartFrame = inline });

        Assert.Contains(inline.Base64, Assert.Single(server.Service.Jobs).Body, StringComparison.Ordinal);
        Assert.DoesNotContain(inline.Base64, client.TheJob.Request, StringComparison.Ordinal);
        Assert.Empty(client.TheJob.Media);
    }

    [Fact]
    public async Task A_seed_that_is_drawn_is_sent_recorded_and_within_what_the_service_accepts()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server);

        for (var job = 0; job < 20; job++)
        {
            await client.CreateAsync();
        }

        Assert.Equal(server.Service.Jobs.Select(job => (long?)job.Seed).Order(), client.Jobs.Select(job => job.Seed).Order());
        Assert.All(client.Jobs, job => Assert.True(job is { IsSeedDrawn: true, Seed: >= 0 and <= 4294967295 }));

        // Twenty that all fit into 31 bits would be a seed of half the range.
        Assert.Contains(client.Jobs, job => job.Seed > int.MaxValue);
        Assert.Equal(20, client.Jobs.Select(job => job.Seed).Distinct().Count());
    }

    [Fact]
    public void Keys_sort_by_time_and_are_never_the_same()
    {
        var clock = new InstantClock();
        var keys = Enumerable.Range(0, 100).Select(_ => SubmissionPlanner.NewKey(clock)).ToList();

        Assert.Equal(100, keys.Distinct().Count());
        Assert.All(keys, key => Assert.Matches("^20260309T141440000-[0-9a-f]{13}$", key));
    }

    [Fact]
    public async Task A_key_that_another_submission_has_taken_is_not_submitted_twice()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server);
        await client.CreateAsync();
        var session = new AccountSession(client.Connection, client.Connection.KeyAccount.Current!, client.Api, new ClientOptions { Gate = new RequestGate(1) });

        Assert.Null(await session.Submitter.SubmitAsync(client.TheJob.Key, new SeedanceRequest { Prompt = "an owl" }, VideoModels.Seedance20Fast, new SubmissionOptions(), default));

        Assert.Equal("a fox", client.TheJob.Prompt);
        Assert.Single(server.Service.Jobs);
        Assert.Equal(1, client.Connection.KeyAccount.Current!.InFlight.Count);
    }
}
