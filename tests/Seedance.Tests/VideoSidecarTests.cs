using System.Globalization;
using System.Text.Json.Nodes;

namespace Seedance.Tests;

/// <summary>The details of a video, saved beside it.</summary>
public sealed class VideoSidecarTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedance-");

    private string VideoPath => Path.Combine(_folder.FullName, "fox.mp4");

    private string SidecarPath => VideoPath + ".json";

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_saved_video_has_its_details_beside_it()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server);
        var video = await SaveAsync(client);

        var details = JsonNode.Parse(File.ReadAllText(SidecarPath))!;
        Assert.Equal(
            (video.Id, "fox.mp4", "a fox", client.TheJob.Seed, client.TheJob.Sha256),
            ((string?)details["id"], (string?)details["video"], (string?)details["prompt"], (long?)details["seed"], (string?)details["sha256"]));
    }

    [Fact]
    public async Task The_details_are_those_of_the_journal_and_a_person_can_read_them()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server);
        var video = await client.Client.SaveAsync(await client.CreateAsync(new SeedanceRequest { Prompt = "ein Fuchs läuft" }), new SaveOptions { Path = VideoPath }, default);

        var text = File.ReadAllText(SidecarPath);
        Assert.Contains("\n  \"prompt\": \"ein Fuchs läuft\",\n", text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        var details = JsonNode.Parse(text)!;
        Assert.Equal((true, client.TheJob.Duration), ((bool?)details["seedDrawn"], (int?)details["duration"]));
        Assert.Equal(video.CreatedAt, DateTimeOffset.ParseExact((string)details["createdAt"]!, "O", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("my notes")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"title\":\"fox\"}")]
    [InlineData("{\"id\":\"1f0c2b6e-53a4-6f10-9a52-0242ac120002\"}")]
    public async Task A_file_of_the_user_is_not_overwritten(string content)
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server);
        File.WriteAllText(SidecarPath, content);

        await SaveAsync(client);

        Assert.Equal(content, File.ReadAllText(SidecarPath));
        Assert.Contains(SidecarPath, Assert.Single(client.Warnings), StringComparison.Ordinal);
        Assert.True(File.Exists(VideoPath));
        Assert.Equal(JobStatus.Saved, client.TheJob.Status);
    }

    [Fact]
    public async Task A_file_of_the_user_is_overwritten_by_force()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server);
        File.WriteAllText(SidecarPath, "my notes");

        var video = await SaveAsync(client, force: true);

        Assert.Equal(video.Id, (string?)JsonNode.Parse(File.ReadAllText(SidecarPath))!["id"]);
        Assert.Empty(client.Warnings);
    }

    [Fact]
    public async Task The_details_of_an_earlier_video_are_replaced()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server);
        await SaveAsync(client);
        File.Delete(VideoPath);

        var second = await SaveAsync(client);

        Assert.Equal(second.Id, (string?)JsonNode.Parse(File.ReadAllText(SidecarPath))!["id"]);
        Assert.Empty(client.Warnings);
    }

    [Fact]
    public async Task Details_that_can_not_be_written_are_a_warning_and_the_video_is_saved()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server);
        Directory.CreateDirectory(SidecarPath);

        await SaveAsync(client);

        Assert.Contains(SidecarPath, Assert.Single(client.Warnings), StringComparison.Ordinal);
        Assert.True(File.Exists(VideoPath));
        Assert.Equal(JobStatus.Saved, client.TheJob.Status);
    }

    [Fact]
    public async Task The_details_can_be_read_as_the_job_that_they_describe()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server);
        var request = new SeedanceRequest { Prompt = "a fox" };
        var video = await client.Client.SaveAsync(await client.CreateAsync(request, new SubmissionOptions { JobName = "trailer" }), new SaveOptions { Path = VideoPath }, default);

        var job = VideoSidecar.Read(File.ReadAllText(SidecarPath))!;

        Assert.Equal(
            (video.Id, JobStatus.Saved, "trailer", video.CreatedAt, "fox.mp4", "a fox", client.TheJob.Seed),
            (job.Id, job.Status, job.JobName, job.SubmittedAt, job.Path, job.Prompt, job.Seed));
    }

    [Theory]
    [InlineData("my notes")]
    [InlineData("[]")]
    [InlineData("{\"id\":\"1f0c2b6e-53a4-6f10-9a52-0242ac120002\"}")]
    [InlineData("{\"video\":\"fox.mp4\"}")]
    [InlineData("{\"id\":\"\\ud800\",\"video\":\"fox.mp4\"}")]
    public void What_is_not_the_details_of_a_video_is_not_read(string text) => Assert.Null(VideoSidecar.Read(text));

    [Fact]
    public void Details_without_a_time_are_read() => Assert.Equal(default, VideoSidecar.Read("{\"id\":\"1\",\"video\":\"fox.mp4\"}")!.SubmittedAt);

    [Fact]
    public void The_details_of_a_generation_that_is_in_no_journal_name_no_account()
    {
        VideoSidecar.Write(VideoPath, new SeedanceGeneration { Id = "1f0c2b6e-53a4-6f10-9a52-0242ac120002" }, null, "00");

        Assert.Null(VideoSidecar.Read(File.ReadAllText(SidecarPath))!.Account);
    }

    [Theory]
    [InlineData("/home/ada/pictures/fox.png")]
    [InlineData("C:\\Users\\Ada\\fox.png")]
    public void The_details_name_files_without_their_folders(string path)
    {
        var job = new SeedanceJob
        {
            Key = "key",
            SourcePath = path,
            Media = [new JobMedia("1f0c2b6e-53a4-6f10-9a52-0242ac120003", path, null)],
            References = [new JobReference("Image 1", path), new JobReference("Image 2", "https://example.com/a/owl.png")],
        };

        VideoSidecar.Write(VideoPath, new SeedanceGeneration { Id = "1f0c2b6e-53a4-6f10-9a52-0242ac120002" }, job, "00");

        var read = VideoSidecar.Read(File.ReadAllText(SidecarPath))!;
        Assert.Equal(("fox.png", "fox.png"), (read.SourcePath, Assert.Single(read.Media).File));
        Assert.Equal(["fox.png", "https://example.com/a/owl.png"], read.References.Select(reference => reference.Source));
    }

    [Fact]
    public async Task The_details_of_a_simulated_generation_name_the_sandbox()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        using var service = new HttpClientHandler();
        var generation = new SeedanceGeneration { Id = "1f0c2b6e-53a4-6f10-9a52-0242ac120002", Connection = SeedanceConnection.ToSandbox(server.ApiRoot, service, TimeSpan.FromSeconds(100)) };

        VideoSidecar.Write(VideoPath, generation, null, "00");

        Assert.Equal(SeedanceJob.SandboxAccount, VideoSidecar.Read(File.ReadAllText(SidecarPath))!.Account);
    }

    private async Task<SeedanceGeneration> SaveAsync(TestClient client, bool force = false) =>
        await client.Client.SaveAsync(await client.CreateAsync(), new SaveOptions { Path = VideoPath, Force = force }, default);
}
