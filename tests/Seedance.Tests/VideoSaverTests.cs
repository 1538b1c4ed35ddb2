using Microsoft.Extensions.Time.Testing;
using Seedance.WireServer;

namespace Seedance.Tests;

/// <summary>A video is saved once, is never saved over a file of the user, and a run that crashed while it saved is finished by the next.</summary>
public sealed class VideoSaverTests : IDisposable
{
    private const string Download = "GET /videos/";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedance-");

    private string VideoPath => Path.Combine(_folder.FullName, "fox.mp4");

    private string PartialPath => VideoPath + PartialFile.Extension;

    private string SidecarPath => VideoPath + ".json";

    private SaveOptions Here => new() { Path = VideoPath };

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_video_that_was_saved_there_before_is_not_downloaded_again()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var (client, video) = await SaveAsync(server);

        var again = await client.Client.SaveAsync(video, Here, default);

        Assert.Equal(VideoPath, again.Path);
        Assert.Equal(1, server.Count(Download));
    }

    [Fact]
    public async Task A_saved_video_is_saved_a_second_time_elsewhere()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var (client, video) = await SaveAsync(server);
        var other = Path.Combine(_folder.FullName, "other.mp4");

        await client.Client.SaveAsync(video, new SaveOptions { Path = other }, default);

        Assert.Equal(File.ReadAllBytes(VideoPath), File.ReadAllBytes(other));
        Assert.Equal((other, VideoPath, JobStatus.Saved), (client.TheJob.Path, client.TheJob.PlannedPath, client.TheJob.Status));
    }

    [Fact]
    public async Task A_saved_video_that_was_deleted_is_downloaded_again()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var (client, video) = await SaveAsync(server);
        File.Delete(VideoPath);

        await client.Client.SaveAsync(video, Here, default);

        Assert.True(File.Exists(VideoPath));
        Assert.Equal(2, server.Count(Download));
    }

    [Fact]
    public async Task A_saved_video_that_the_user_changed_is_not_overwritten()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var (client, video) = await SaveAsync(server);
        File.WriteAllText(VideoPath, "edited");

        var error = await Assert.ThrowsAsync<FileExistsException>(() => client.Client.SaveAsync(video, Here, default));

        Assert.Equal((VideoPath, video.Id), (error.Path, error.Generation?.Id));
        Assert.Equal("edited", File.ReadAllText(VideoPath));
        Assert.Equal(1, server.Count(Download));
    }

    [Fact]
    public async Task A_file_of_the_user_is_not_overwritten_and_nothing_is_downloaded()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        File.WriteAllText(VideoPath, "my film");
        var client = new TestClient(server, new InstantClock());
        var video = await client.CreateAsync();

        await Assert.ThrowsAsync<FileExistsException>(() => client.Client.SaveAsync(video, Here, default));

        Assert.Equal("my film", File.ReadAllText(VideoPath));
        Assert.Equal(["fox.mp4"], Files());
        Assert.Equal(0, server.Count(Download));
        Assert.NotEqual(JobStatus.Saved, client.TheJob.Status);
    }

    [Fact]
    public async Task A_file_that_appears_during_the_download_is_not_overwritten()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Generator = request =>
        {
            if (request.StartsWith(Download, StringComparison.Ordinal))
            {
                File.WriteAllText(VideoPath, "my film");
            }

            return null;
        };
        var client = new TestClient(server, new InstantClock());
        var video = await client.CreateAsync();

        await Assert.ThrowsAsync<FileExistsException>(() => client.Client.SaveAsync(video, Here, default));

        Assert.Equal("my film", File.ReadAllText(VideoPath));
        Assert.Equal(["fox.mp4"], Files());
    }

    [Fact]
    public async Task Force_replaces_a_file_and_downloads_the_video_again()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var (client, video) = await SaveAsync(server);

        await client.Client.SaveAsync(video, Here with { Force = true }, default);
        Assert.Equal(2, server.Count(Download));

        File.WriteAllText(VideoPath, "my film");
        await client.Client.SaveAsync(video, Here with { Force = true }, default);
        Assert.NotEqual("my film", File.ReadAllText(VideoPath));
        Assert.Equal(["fox.mp4", "fox.mp4.json"], Files());
    }

    [Fact]
    public async Task Without_a_sidecar_only_the_video_is_written()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server, new InstantClock());

        await client.Client.SaveAsync(await client.CreateAsync(), Here with { NoSidecar = true }, default);

        Assert.Equal(["fox.mp4"], Files());
        Assert.Equal((JobStatus.Saved, VideoPath), (client.TheJob.Status, client.TheJob.Path));
    }

    [Fact]
    public async Task The_path_is_known_to_the_journal_before_the_download_so_that_a_later_run_saves_it_there()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Download) { Times = 100, Status = 404 });
        var client = new TestClient(server, new InstantClock());
        var video = await client.CreateAsync();

        await Assert.ThrowsAsync<NotFoundException>(() => client.Client.SaveAsync(video, Here, default));

        Assert.Equal((VideoPath, null, null), (client.TheJob.PlannedPath, client.TheJob.Path, client.TheJob.Sha256));
        Assert.Empty(Files());
    }

    [Fact]
    public async Task A_run_that_crashed_before_it_wrote_the_sidecar_is_finished_without_a_download()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var (client, video) = await SaveAsync(server);
        File.Delete(SidecarPath);
        var job = await SetBackAsync(client);

        await client.Client.SaveAsync(video, Here, default);

        Assert.True(File.Exists(SidecarPath));
        Assert.Equal(JobStatus.Saved, client.Journal.Read(job.Key)!.Status);
        Assert.Equal(1, server.Count(Download));
    }

    [Fact]
    public async Task A_temporary_sidecar_that_a_crashed_run_left_is_deleted()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var (client, video) = await SaveAsync(server);
        File.Delete(SidecarPath);
        File.WriteAllText(SidecarPath + ".x1y2.tmp", "{ \"id");
        await SetBackAsync(client);

        await client.Client.SaveAsync(video, Here, default);

        Assert.Equal(["fox.mp4", "fox.mp4.json"], Files());
    }

    [Fact]
    public async Task A_sidecar_that_the_user_deleted_is_not_written_again()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var (client, video) = await SaveAsync(server);
        File.Delete(SidecarPath);

        await client.Client.SaveAsync(video, Here, default);

        Assert.Equal(["fox.mp4"], Files());
    }

    [Fact]
    public async Task The_partial_file_of_a_crashed_run_is_not_trusted()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        File.WriteAllText(PartialPath, "what has reached the disk of a video");
        var client = new TestClient(server, new InstantClock());

        await client.Client.SaveAsync(await client.CreateAsync(), Here, default);

        Assert.DoesNotContain("Range", server.Requests.Single(request => request.StartsWith(Download)).Headers.Keys);
        Assert.Equal(client.TheJob.Sha256, Hash(VideoPath));
        Assert.Equal(["fox.mp4", "fox.mp4.json"], Files());
    }

    [Fact]
    public async Task What_a_crashed_run_has_left_does_not_count_as_progress()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        File.WriteAllText(PartialPath, "what has reached the disk of a video");
        server.Faults.Add(new Fault(Download) { Times = 100, Drop = true });
        var client = new TestClient(server, new InstantClock());
        var video = await client.CreateAsync();

        await Assert.ThrowsAsync<ConnectionLostException>(() => client.Client.SaveAsync(video, Here, default));

        Assert.Equal(1 + 3, server.Count(Download));
    }

    [Fact]
    public async Task A_partial_file_beside_a_saved_video_is_removed()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var (client, video) = await SaveAsync(server);
        File.WriteAllText(PartialPath, "left by a crash between the rename and the deletion");

        await client.Client.SaveAsync(video, Here, default);

        Assert.Equal(["fox.mp4", "fox.mp4.json"], Files());
        Assert.Equal(1, server.Count(Download));
    }

    [Fact]
    public async Task Of_two_runs_that_save_the_same_video_one_downloads_it_and_the_other_waits()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var body = new TaskCompletionSource();
        server.Faults.Add(new Fault(Download) { HeldUntil = body.Task });
        var client = new TestClient(server, new InstantClock());
        var video = await client.Client.ReadAsync(await client.CreateAsync(), default);
        var first = client.Client.SaveAsync(video, Here, default);
        await server.WaitForRequestAsync(Download);
        var clock = new FakeTimeProvider();
        var second = new TestClient(server, clock).Client.SaveAsync(video, Here, default);

        body.SetResult();
        await first;
        await AdvanceUntilAsync(clock, second);

        Assert.Equal(VideoPath, (await second).Path);
        Assert.Equal(1, server.Count(Download));
        Assert.Equal(["fox.mp4", "fox.mp4.json"], Files());
    }

    [Fact]
    public async Task A_saved_video_that_its_process_has_not_closed_yet_is_waited_for()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var (_, video) = await SaveAsync(server);
        var clock = new FakeTimeProvider();
        Task<SeedanceGeneration> again;
        using (new FileStream(VideoPath, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            again = new TestClient(server, clock).Client.SaveAsync(video, Here, default);
            Assert.False(again.IsCompleted);
        }

        await AdvanceUntilAsync(clock, again);

        Assert.Equal(VideoPath, (await again).Path);
        Assert.Equal(1, server.Count(Download));
    }

    [Fact]
    public async Task A_saved_video_that_stays_open_elsewhere_is_not_overwritten()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var (_, video) = await SaveAsync(server);
        var clock = new InstantClock();
        using (new FileStream(VideoPath, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            await Assert.ThrowsAsync<FileExistsException>(() => new TestClient(server, clock).Client.SaveAsync(video, Here, default));
        }

        // Before and after it has the partial file.
        Assert.Equal(2 * 5, clock.Delays.Sum(delay => delay.TotalSeconds));
        Assert.Equal(1, server.Count(Download));
    }

    [Fact]
    public async Task A_generation_whose_address_is_not_known_is_read_first_and_one_that_is_ready_is_not()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server, new InstantClock());
        var created = await client.CreateAsync();
        var reads = $"GET /api/rest/v1/generations/{created.Id}";

        var saved = await client.Client.SaveAsync(created, Here, default);
        Assert.Equal(1, server.Count(reads));

        await client.Client.SaveAsync(saved, Here with { Force = true }, default);
        Assert.Equal(1, server.Count(reads));
    }

    [Theory]
    [InlineData("[[fails]]", typeof(GenerationFailedException))]
    [InlineData("a fox", typeof(VideoNotReadyException))]
    public async Task A_generation_without_a_video_can_not_be_saved(string prompt, Type error)
    {
        await using var server = await WireServer.WireServer.StartAsync(new() { JobDuration = prompt == "a fox" ? TimeSpan.FromDays(1) : TimeSpan.Zero });
        var client = new TestClient(server, new InstantClock());
        var video = await client.CreateAsync(new SeedanceRequest { Prompt = prompt });

        await Assert.ThrowsAsync(error, () => client.Client.SaveAsync(video, Here, default));

        Assert.Empty(Files());
    }

    [Fact]
    public async Task A_folder_that_can_not_be_created_is_an_error_that_names_the_video_and_its_generation()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server, new InstantClock());
        var video = await client.CreateAsync();
        File.WriteAllText(Path.Combine(_folder.FullName, "taken"), "a file where a folder is needed");
        var path = Path.Combine(_folder.FullName, "taken", "fox.mp4");

        var error = await Assert.ThrowsAsync<SaveFailedException>(() => client.Client.SaveAsync(video, new SaveOptions { Path = path }, default));

        Assert.Equal((path, video.Id), (error.Path, error.Generation.Id));
    }

    [Fact]
    public async Task A_video_that_was_not_submitted_from_here_is_saved_with_what_the_service_says_of_it()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        using var otherMachine = new Sandbox.ApiCaller(server);
        await otherMachine.CreateAsync("\"seed\":9");
        var client = new TestClient(server, new InstantClock());

        var saved = await client.Client.SaveAsync(new SeedanceGeneration { Id = server.Service.Jobs[0].Id }, Here, default);

        Assert.Equal(VideoPath, saved.Path);
        var sidecar = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(SidecarPath))!;
        Assert.Equal((saved.Id, "a fox", 9, Hash(VideoPath)), ((string?)sidecar["id"], (string?)sidecar["prompt"], (long?)sidecar["seed"], (string?)sidecar["sha256"]));
        Assert.Empty(client.Jobs);
    }

    [Fact]
    public async Task A_template_names_the_video()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server, new InstantClock());
        var options = new SaveOptions { Template = new FileNameTemplate(Path.Combine(_folder.FullName, "{prompt} {index}.mp4")), Index = 3 };

        var saved = await client.Client.SaveAsync(await client.CreateAsync(), options, default);

        Assert.Equal(Path.Combine(_folder.FullName, "a fox 0003.mp4"), saved.Path);
    }

    private async Task<(TestClient Client, SeedanceGeneration Video)> SaveAsync(WireServer.WireServer server)
    {
        var client = new TestClient(server, new InstantClock());
        var video = await client.Client.SaveAsync(await client.CreateAsync(), Here, default);
        Assert.Equal(["fox.mp4", "fox.mp4.json"], Files());
        return (client, video);
    }

    /// <summary>Lets ten minutes pass, in which the work must end.</summary>
    private static async Task AdvanceUntilAsync(FakeTimeProvider clock, Task work)
    {
        for (var step = 0; step < 2400 && !work.IsCompleted; step++)
        {
            clock.Advance(TimeSpan.FromSeconds(0.25));
            await Task.Delay(1);
        }

        await work.WaitAsync(TimeSpan.FromMinutes(1));
    }

    /// <summary>Makes the journal say what it said before the last step of a save, where a process has crashed.</summary>
    private static async Task<SeedanceJob> SetBackAsync(TestClient client)
    {
        var job = client.TheJob;
        Assert.NotNull(await client.Journal.UpdateAsync(job.Key, entry => entry with { Status = JobStatus.Complete }));
        return job;
    }

    private IEnumerable<string> Files() => _folder.EnumerateFiles().Select(file => file.Name).Order();

    private static string Hash(string path) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)));
}
