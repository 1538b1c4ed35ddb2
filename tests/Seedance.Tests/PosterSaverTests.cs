using Seedance.WireServer;

namespace Seedance.Tests;

/// <summary>The poster is saved beside its video. It never replaces a file of the user, and no failure of it affects the video.</summary>
public sealed class PosterSaverTests : IDisposable
{
    private const string Poster = "GET /posters/";
    private const int MaxPosterBytes = 64 * 1024 * 1024;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedance-");

    private string VideoPath => Path.Combine(_folder.FullName, "fox.mp4");

    private string PosterPath => Path.Combine(_folder.FullName, "fox.jpg");

    private SaveOptions WithPoster => new() { Path = VideoPath, NoSidecar = true, Poster = true };

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task It_is_a_JPEG_image_beside_the_video()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server, new InstantClock());

        await SaveAsync(client);

        Assert.Equal(["fox.jpg", "fox.mp4"], Files());
        Assert.Equal([0xFF, 0xD8, 0xFF], File.ReadAllBytes(PosterPath)[..3]);
        Assert.Empty(client.Warnings);
        Assert.Contains(client.Requests, request => request.Address.AbsolutePath.StartsWith("/posters/", StringComparison.Ordinal) && !request.IsAuthorized);
        Assert.Contains(client.Trace, text => text.Contains(PosterPath, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_is_saved_again_with_the_same_content_without_a_warning()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server, new InstantClock());
        var video = await SaveAsync(client);
        var written = File.GetLastWriteTimeUtc(PosterPath);

        await client.Client.SaveAsync(video, WithPoster, default);

        Assert.Equal(2, server.Count(Poster));
        Assert.Empty(client.Warnings);
        Assert.Equal(written, File.GetLastWriteTimeUtc(PosterPath));
    }

    [Fact]
    public async Task A_file_of_the_user_is_not_overwritten()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server, new InstantClock());
        File.WriteAllText(PosterPath, "my photo");

        await SaveAsync(client);

        Assert.Equal("my photo", File.ReadAllText(PosterPath));
        Assert.Equal(Messages.PosterExists(PosterPath), Assert.Single(client.Warnings));
    }

    [Fact]
    public async Task A_file_of_the_user_is_replaced_by_force()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server, new InstantClock());
        File.WriteAllText(PosterPath, "my photo");

        await client.Client.SaveAsync(await client.CreateAsync(), WithPoster with { Force = true }, default);

        Assert.Equal([0xFF, 0xD8, 0xFF], File.ReadAllBytes(PosterPath)[..3]);
        Assert.Empty(client.Warnings);
    }

    [Theory]
    [InlineData("fox.jpg")]
    [InlineData("FOX.JPG")]
    public async Task The_image_that_the_video_was_made_from_is_never_replaced(string source)
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server, new InstantClock());
        File.WriteAllText(PosterPath, "my photo");
        var video = await client.CreateAsync() with { SourcePath = Path.Combine(_folder.FullName, source) };

        await client.Client.SaveAsync(video, WithPoster with { Force = true }, default);

        Assert.Equal("my photo", File.ReadAllText(PosterPath));
        Assert.Equal(Messages.PosterIsSource(PosterPath), Assert.Single(client.Warnings));
        Assert.Equal(0, server.Count(Poster));
    }

    [Fact]
    public async Task A_reference_image_of_the_job_is_never_replaced()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server, new InstantClock());
        File.WriteAllText(PosterPath, "my photo");
        var video = await client.CreateAsync() with { SourcePath = Path.Combine(_folder.FullName, "another.jpg") };
        await client.Journal.UpdateAsync(client.TheJob.Key, job => job with { Media = [new JobMedia("1f0c2b6e-53a4-6f10-9a52-0242ac120002", PosterPath, null)] });

        await client.Client.SaveAsync(video, WithPoster with { Force = true }, default);

        Assert.Equal("my photo", File.ReadAllText(PosterPath));
        Assert.Equal(Messages.PosterIsSource(PosterPath), Assert.Single(client.Warnings));
    }

    [Fact]
    public async Task The_image_that_the_journal_names_is_never_replaced()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server, new InstantClock());
        File.WriteAllText(PosterPath, "my photo");
        var video = await client.CreateAsync();
        await client.Journal.UpdateAsync(client.TheJob.Key, job => job with { SourcePath = PosterPath });

        await client.Client.SaveAsync(video with { SourcePath = null }, WithPoster with { Force = true }, default);

        Assert.Equal("my photo", File.ReadAllText(PosterPath));
    }

    [Fact]
    public async Task The_image_of_a_generation_that_is_in_no_journal_is_never_replaced()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server, new InstantClock());
        File.WriteAllText(PosterPath, "my photo");
        var video = await client.CreateAsync() with { SourcePath = PosterPath };
        await client.Journal.RemoveAsync(client.TheJob.Key);

        await client.Client.SaveAsync(video, WithPoster with { Force = true }, default);

        Assert.Equal("my photo", File.ReadAllText(PosterPath));
    }

    [Fact]
    public async Task A_generation_without_a_poster_is_a_warning()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server, new InstantClock());
        var video = await client.Client.ReadAsync(await client.CreateAsync(), default);
        server.Faults.Add(new Fault("GET /api/rest/v1/generations/")
        {
            Times = 100,
            Status = 200,
            Body = $$$"""{"generations_by_pk":{"id":"{{{video.Id}}}","status":"COMPLETE","generated_images":[{"motionMP4URL":"{{{video.VideoUrl}}}"}]}}""",
        });

        await client.Client.SaveAsync(video with { PosterUrl = null }, WithPoster, default);

        Assert.Equal(Messages.NoPoster(video.Id), Assert.Single(client.Warnings));
        Assert.Equal(["fox.mp4"], Files());
    }

    [Fact]
    public async Task A_poster_whose_connection_stalls_is_requested_again()
    {
        await using var server = await WireServer.WireServer.StartAsync(new() { JobDuration = TimeSpan.Zero });
        var clock = new ManualTimerClock(new InstantClock());
        var client = new TestClient(server, clock);
        var video = await SaveWithStalledPosterAsync(server, client, clock);

        var save = client.Client.SaveAsync(video, WithPoster, default);
        (await clock.NextTimerAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(5))).Fire();
        await save.WaitAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(2, server.Count(Poster));
        Assert.Equal(["fox.jpg", "fox.mp4"], Files());
        Assert.Contains(client.Trace, text => text.Contains("less than 1 kB/s arrived for 60 s", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_poster_that_is_cancelled_leaves_the_video_and_no_poster()
    {
        await using var server = await WireServer.WireServer.StartAsync(new() { JobDuration = TimeSpan.Zero });
        var clock = new ManualTimerClock(new InstantClock());
        var client = new TestClient(server, clock);
        var video = await SaveWithStalledPosterAsync(server, client, clock);
        using var stop = new CancellationTokenSource();

        var save = client.Client.SaveAsync(video, WithPoster, stop.Token);
        await clock.NextTimerAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(5));
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => save);
        Assert.Equal(1, server.Count(Poster));
        Assert.Equal(["fox.mp4"], Files());
        Assert.Empty(client.Warnings);
    }

    [Fact]
    public async Task A_source_image_of_another_name_is_no_obstacle()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server, new InstantClock());
        var source = Path.Combine(_folder.FullName, "den.jpg");
        File.WriteAllText(source, "my photo");

        await client.Client.SaveAsync(await client.CreateAsync() with { SourcePath = source }, WithPoster, default);

        Assert.Equal(["den.jpg", "fox.jpg", "fox.mp4"], Files());
        Assert.Empty(client.Warnings);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(410)]
    public async Task An_expired_address_is_read_again_once(int status)
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server, new InstantClock());
        server.Faults.Add(new Fault(Poster) { Status = status });
        await SaveAsync(client);
        Assert.Equal(["fox.jpg", "fox.mp4"], Files());
        Assert.Empty(client.Warnings);
        File.Delete(PosterPath);

        server.Faults.Add(new Fault(Poster) { Times = 100, Status = status });
        await SaveAsync(client, "owl.mp4");

        Assert.Equal(4, server.Count(Poster));
        Assert.StartsWith("The video is saved, but its poster could not be saved", Assert.Single(client.Warnings), StringComparison.Ordinal);
        Assert.DoesNotContain("owl.jpg", Files());
    }

    [Theory]
    [InlineData(300)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_failure_of_the_storage_is_retried_then_a_warning_and_never_a_poster(int status)
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server, new InstantClock(), retry: new RetryLimits { MaxRetries = 2 });
        server.Faults.Add(new Fault(Poster) { Times = 100, Status = status, Body = "\u00ff\u00d8\u00ff" });

        await SaveAsync(client);

        Assert.Equal(["fox.mp4"], Files());
        Assert.Single(client.Warnings);
        Assert.Equal(3, server.Count(Poster));
    }

    [Fact]
    public async Task A_connection_that_breaks_is_retried_after_a_wait()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var clock = new InstantClock();
        var client = new TestClient(server, clock);
        server.Faults.Add(new Fault(Poster) { DisconnectAfter = 100 });
        server.Faults.Add(new Fault(Poster) { Drop = true });

        var before = clock.GetUtcNow();
        await SaveAsync(client);

        Assert.Equal(["fox.jpg", "fox.mp4"], Files());
        Assert.Empty(client.Warnings);
        Assert.Equal(2, client.Trace.Count(text => text.Contains("fox.jpg", StringComparison.Ordinal) && text.StartsWith("Resuming", StringComparison.Ordinal)));
        Assert.True(clock.GetUtcNow() > before);
    }

    [Fact]
    public async Task What_is_no_JPEG_image_is_not_saved()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server, new InstantClock());
        server.Faults.Add(new Fault(Poster) { Status = 200, Body = "<html>Sign in</html>", ContentType = "image/jpeg" });

        await SaveAsync(client);

        Assert.Equal(["fox.mp4"], Files());
        Assert.Equal(Messages.NotAPoster(PosterPath), Assert.Single(client.Warnings));
    }

    [Fact]
    public async Task What_is_too_large_for_a_poster_is_not_saved()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server, new InstantClock(), retry: new RetryLimits { MaxRetries = 0 });
        server.Faults.Add(new Fault(Poster) { Times = 100, Status = 200, Body = new string('x', MaxPosterBytes + 1) });

        await SaveAsync(client);

        Assert.Equal(["fox.mp4"], Files());
        Assert.Contains(Messages.PosterTooLarge, Assert.Single(client.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_poster_that_can_not_be_written_is_a_warning()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server, new InstantClock());
        Directory.CreateDirectory(PosterPath);

        await SaveAsync(client);

        Assert.True(File.Exists(VideoPath));
        Assert.StartsWith("The video is saved, but its poster could not be saved", Assert.Single(client.Warnings), StringComparison.Ordinal);
    }

    /// <summary>Saves a video alone, whose poster will not arrive at the first attempt.</summary>
    private async Task<SeedanceGeneration> SaveWithStalledPosterAsync(WireServer.WireServer server, TestClient client, ManualTimerClock clock)
    {
        var video = await client.Client.ReadAsync(await client.CreateAsync(), default);
        await client.Client.SaveAsync(video, WithPoster with { Poster = false }, default);

        // That was the download's.
        await clock.NextTimerAsync();
        server.Faults.Add(new Fault(Poster) { ChunkDelay = TimeSpan.FromDays(1) });
        return video;
    }

    private async Task<SeedanceGeneration> SaveAsync(TestClient client, string name = "fox.mp4") =>
        await client.Client.SaveAsync(await client.CreateAsync(), WithPoster with { Path = Path.Combine(_folder.FullName, name) }, default);

    private IEnumerable<string> Files() => _folder.EnumerateFiles().Select(file => file.Name).Order(StringComparer.Ordinal);
}
