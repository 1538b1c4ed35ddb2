using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using Seedance.WireServer;

namespace Seedance.Tests;

/// <summary>A video is downloaded completely or not at all, over connections that are lost, addresses that expire and storages that misbehave.</summary>
public sealed class VideoDownloadTests : IDisposable
{
    private const string Download = "GET /videos/";
    private const int Length = 200_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedance-");

    private string VideoPath => Path.Combine(_folder.FullName, "fox.mp4");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_download_resumes_where_the_connection_was_lost()
    {
        await using var server = await StartAsync();
        server.Faults.Add(new Fault(Download) { DisconnectAfter = 100_000 });
        var (client, video) = await CreateAsync(server);

        await SaveAsync(client, video);

        var requests = Downloads(server);
        Assert.Equal(2, requests.Count);
        Assert.DoesNotContain("Range", requests[0].Headers.Keys);
        Assert.Matches("^bytes=[1-9][0-9]*-$", requests[1].Headers["Range"]);
        Assert.Equal(206, requests[1].Status);
        Assert.NotEmpty(requests[1].Headers["If-Range"]);
        Assert.All(requests, request => Assert.DoesNotContain("Authorization", request.Headers.Keys));
    }

    [Fact]
    public async Task Attempts_that_bring_new_bytes_are_not_limited()
    {
        await using var server = await StartAsync();
        server.Faults.Add(new Fault(Download) { Times = 20, DisconnectAfter = 5000 });
        var (client, video) = await CreateAsync(server);

        await SaveAsync(client, video);

        Assert.InRange(Downloads(server).Count, 21, 100);
    }

    [Fact]
    public async Task Attempts_that_bring_nothing_are_limited()
    {
        await using var server = await StartAsync();
        server.Faults.Add(new Fault(Download) { DisconnectAfter = 5000 });
        server.Faults.Add(new Fault(Download) { Times = 100, Drop = true });
        var (client, video) = await CreateAsync(server);

        await Assert.ThrowsAsync<ConnectionLostException>(() => client.Client.SaveAsync(video, new SaveOptions { Path = VideoPath }, default));

        // The first one brought bytes; three retries did not.
        Assert.Equal(1 + 3, Downloads(server).Count);
        Assert.Empty(_folder.EnumerateFiles());
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(410)]
    public async Task An_expired_address_is_renewed_once(int status)
    {
        await using var server = await StartAsync();
        server.Faults.Add(new Fault(Download) { Status = status });
        var (client, video) = await CreateAsync(server);
        var reads = Reads(server, video);

        await SaveAsync(client, video);
        Assert.Equal(reads + 1, Reads(server, video));

        server.Faults.Add(new Fault(Download) { Times = 100, Status = status });
        await Assert.ThrowsAsync<NotFoundException>(() => client.Client.SaveAsync(video, new SaveOptions { Path = VideoPath, Force = true }, default));
        Assert.Equal(reads + 2, Reads(server, video));
    }

    [Fact]
    public async Task An_address_that_expires_again_after_new_bytes_is_renewed_again()
    {
        await using var server = await StartAsync();
        server.Faults.Add(new Fault(Download) { Status = 403 });
        server.Faults.Add(new Fault(Download) { DisconnectAfter = 5000 });
        server.Faults.Add(new Fault(Download) { Status = 403 });
        var (client, video) = await CreateAsync(server);
        var reads = Reads(server, video);

        await SaveAsync(client, video);

        Assert.Equal(reads + 2, Reads(server, video));
    }

    [Theory]
    [InlineData(300)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    public async Task A_failing_storage_is_retried_with_the_same_address(int status)
    {
        await using var server = await StartAsync();
        server.Faults.Add(new Fault(Download) { Times = 3, Status = status });
        var (client, video) = await CreateAsync(server);
        var reads = Reads(server, video);

        await SaveAsync(client, video);

        Assert.Equal(reads, Reads(server, video));
        Assert.Equal(4, Downloads(server).Count);
    }

    [Fact]
    public async Task A_part_of_another_version_restarts_the_download()
    {
        await using var server = await StartAsync();
        server.Faults.Add(new Fault(Download) { DisconnectAfter = 5000 });
        server.Faults.Add(new Fault(Download) { EntityTag = "\"other\"" });
        var (client, video) = await CreateAsync(server);

        await SaveAsync(client, video);

        Assert.Equal([200, 206, 200], Downloads(server).Select(request => request.Status));
        Assert.DoesNotContain("Range", Downloads(server)[2].Headers.Keys);
    }

    [Fact]
    public async Task A_newer_version_is_downloaded_from_the_start()
    {
        await using var server = await StartAsync();
        server.Faults.Add(new Fault(Download) { DisconnectAfter = 5000, EntityTag = "\"older\"" });
        var (client, video) = await CreateAsync(server);

        await SaveAsync(client, video);

        Assert.Equal([200, 200], Downloads(server).Select(request => request.Status));
        Assert.Equal("\"older\"", Downloads(server)[1].Headers["If-Range"]);
    }

    [Theory]
    [InlineData(416)]
    [InlineData(206)]
    public async Task A_storage_that_sends_another_part_than_the_one_that_was_asked_for_restarts_the_download(int status)
    {
        await using var server = await StartAsync();
        server.Faults.Add(new Fault(Download) { DisconnectAfter = 5000 });
        server.Faults.Add(new Fault(Download) { Status = status, Body = "a part of something" });
        var (client, video) = await CreateAsync(server);

        await SaveAsync(client, video);

        Assert.Equal([200, status, 200], Downloads(server).Select(request => request.Status));
        Assert.DoesNotContain("Range", Downloads(server)[2].Headers.Keys);
    }

    [Fact]
    public async Task A_video_that_was_cut_off_before_it_came_to_the_storage_is_downloaded_again_three_times()
    {
        await using var server = await StartAsync();
        server.Faults.Add(new Fault(Download) { Times = 3, TruncateTo = 100_000 });
        var (client, video) = await CreateAsync(server);

        await SaveAsync(client, video);

        Assert.Equal(1 + 3, Downloads(server).Count);
        Assert.All(Downloads(server), request => Assert.DoesNotContain("Range", request.Headers.Keys));
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("Mon, 09 Mar 2026 14:15:00 GMT", 20)]
    public async Task A_storage_that_is_asked_too_often_says_when_to_come_back(string retryAfter, double seconds)
    {
        await using var server = await StartAsync();
        server.Faults.Add(new Fault(Download) { Status = 429, RetryAfter = retryAfter });
        var clock = new InstantClock();
        var (client, video) = await CreateAsync(server, clock);

        await SaveAsync(client, video);

        Assert.Equal([seconds], clock.Delays.Where(delay => delay > TimeSpan.Zero).Select(delay => delay.TotalSeconds));
    }

    [Fact]
    public async Task An_address_that_is_rejected_after_it_was_renewed_is_not_retried()
    {
        await using var server = await StartAsync();
        server.Faults.Add(new Fault(Download) { Times = 100, Status = 403 });
        var clock = new InstantClock();
        var (client, video) = await CreateAsync(server, clock);

        await Assert.ThrowsAsync<NotFoundException>(() => client.Client.SaveAsync(video, new SaveOptions { Path = VideoPath }, default));

        Assert.Equal(2, Downloads(server).Count);
        Assert.DoesNotContain(clock.Delays, delay => delay > TimeSpan.Zero);
    }

    [Fact]
    public async Task Requests_and_retries_are_traced()
    {
        await using var server = await StartAsync();
        server.Faults.Add(new Fault(Download) { Status = 503 });
        var (client, video) = await CreateAsync(server);

        await SaveAsync(client, video);

        var trace = client.Trace.Where(text => text.Contains(VideoPath, StringComparison.Ordinal)).ToList();
        Assert.Equal(3, trace.Count);
        Assert.Contains("503", trace[0], StringComparison.Ordinal);
        Assert.Contains("200", trace[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_shows_a_download_knows_what_of_it_is_there()
    {
        await using var server = await StartAsync();
        server.Faults.Add(new Fault(Download) { DisconnectAfter = 100_000 });
        var (client, video) = await CreateAsync(server);

        await SaveAsync(client, video);

        var transfer = Assert.Single(client.Transfers);
        var length = new FileInfo(VideoPath).Length;
        Assert.Equal((VideoPath, false, true, length, length), (transfer.Path, transfer.IsUpload, transfer.HasEnded, transfer.Length, transfer.Bytes));
        var starts = client.Requests.Where(request => request.Address.AbsolutePath.StartsWith("/videos/", StringComparison.Ordinal)).Select(request => request.RangeStart).ToList();
        Assert.Equal(2, starts.Count);
        Assert.Contains(null, starts);
        Assert.Contains(starts, start => start > 0);
    }

    [SkippableFact]
    public async Task A_folder_that_is_removed_during_the_download_is_an_error_and_what_is_left_of_it_a_warning()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows removes no folder in which a file is open.");
        await using var server = await StartAsync();
        var (client, video) = await CreateAsync(server);
        var path = Path.Combine(_folder.FullName, "removed", "fox.mp4");
        server.Faults.Generator = request =>
        {
            if (request.StartsWith(Download, StringComparison.Ordinal))
            {
                Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
            }

            return null;
        };

        var error = await Assert.ThrowsAsync<SaveFailedException>(() => client.Client.SaveAsync(video, new SaveOptions { Path = path }, default));

        Assert.Equal((path, video.Id), (error.Path, error.Generation.Id));
        Assert.Contains(path + PartialFile.Extension, Assert.Single(client.Warnings), StringComparison.Ordinal);
        Assert.NotEqual(JobStatus.Saved, client.TheJob.Status);
    }

    [Fact]
    public async Task Without_a_strong_version_a_download_is_not_resumed()
    {
        await using var server = await StartAsync();
        server.Faults.Add(new Fault(Download) { DisconnectAfter = 5000, EntityTag = "W/\"weak\"" });
        var (client, video) = await CreateAsync(server);

        await SaveAsync(client, video);

        Assert.DoesNotContain("Range", Downloads(server)[1].Headers.Keys);
    }

    [Fact]
    public async Task A_page_that_a_gateway_sends_instead_of_the_video_never_gets_the_name_of_the_video()
    {
        await using var server = await StartAsync();
        server.Faults.Add(new Fault(Download) { Times = 100, Status = 200, Body = "<html>Please sign in</html>", ContentType = "text/html" });
        var (client, video) = await CreateAsync(server);

        await Assert.ThrowsAsync<BrokenDownloadException>(() => client.Client.SaveAsync(video, new SaveOptions { Path = VideoPath }, default));

        Assert.Equal(1 + 3, Downloads(server).Count);
        Assert.Empty(_folder.EnumerateFiles());
    }

    [Fact]
    public async Task A_stalled_download_is_resumed_on_another_connection()
    {
        await using var server = await StartAsync();
        server.Faults.Add(new Fault(Download) { ChunkDelay = TimeSpan.FromDays(1) });
        var clock = new ManualTimerClock(new InstantClock());
        var (client, video) = await CreateAsync(server, clock);

        var save = SaveAsync(client, video);
        var monitor = await clock.NextTimerAsync();
        Assert.Equal(TimeSpan.FromMinutes(1), monitor.Period);
        monitor.Fire();
        await save.WaitAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(2, Downloads(server).Count);
        Assert.Contains(client.Trace, text => text.Contains("less than 1 kB/s arrived for 60 s", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_download_that_is_slow_and_not_stalled_is_left_alone()
    {
        var serverClock = new FakeTimeProvider();
        await using var server = await StartAsync(serverClock);
        server.Faults.Add(new Fault(Download) { ChunkDelay = TimeSpan.FromSeconds(1) });
        var clock = new ManualTimerClock(new InstantClock());
        var (client, video) = await CreateAsync(server, clock);

        var save = client.Client.SaveAsync(video, new SaveOptions { Path = VideoPath }, default);
        var monitor = await clock.NextTimerAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(5));

        // A kilobyte for each second of the minute. When a buffer more has arrived, all of that was counted. The pool's buffers for 80 kB have 128 KiB.
        await ReceiveAsync(60_000 + 131_072 + 1);
        monitor.Fire();
        await ReceiveAsync(Length);

        await save.WaitAsync(TimeSpan.FromMinutes(5));
        Assert.Single(Downloads(server));

        async Task ReceiveAsync(long bytes)
        {
            while (!save.IsCompleted && PartialLength() < bytes)
            {
                serverClock.Advance(TimeSpan.FromSeconds(1));
                await Task.Yield();
            }
        }

        long PartialLength() => new FileInfo(VideoPath + PartialFile.Extension) is { Exists: true } file ? file.Length : 0;
    }

    [Fact]
    public async Task Connections_that_stall_again_and_again_are_given_up()
    {
        await using var server = await StartAsync();
        server.Faults.Add(new Fault(Download) { Times = 100, ChunkDelay = TimeSpan.FromDays(1) });
        var clock = new ManualTimerClock(new InstantClock());
        var (client, video) = await CreateAsync(server, clock);

        var save = client.Client.SaveAsync(video, new SaveOptions { Path = VideoPath }, default);
        for (var attempt = 0; attempt < 1 + 3; attempt++)
        {
            (await clock.NextTimerAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(5))).Fire();
        }

        await Assert.ThrowsAsync<ConnectionLostException>(() => save.WaitAsync(TimeSpan.FromMinutes(5)));
        Assert.Equal(1 + 3, Downloads(server).Count);
        Assert.Empty(_folder.EnumerateFiles());
    }

    [Fact]
    public async Task Connections_that_bring_a_few_bytes_and_stall_are_given_up_too()
    {
        var serverClock = new FakeTimeProvider();
        await using var server = await StartAsync(serverClock);
        server.Faults.Add(new Fault(Download) { Times = 100, ChunkDelay = TimeSpan.FromSeconds(1) });
        var clock = new ManualTimerClock(new InstantClock());
        var (client, video) = await CreateAsync(server, clock);

        // More than arrives before the test sees the first bytes of an attempt.
        server.MinVideoLength = 100 * Length;
        var save = client.Client.SaveAsync(video, new SaveOptions { Path = VideoPath }, default);
        for (var attempt = 0; attempt < 1 + 3; attempt++)
        {
            var monitor = await clock.NextTimerAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(5));
            var received = PartialLength();
            while (PartialLength() == received)
            {
                serverClock.Advance(TimeSpan.FromSeconds(1));
                await Task.Yield();
            }

            while (!monitor.IsDisposed)
            {
                monitor.Fire();
                await Task.Yield();
            }
        }

        await Assert.ThrowsAsync<ConnectionLostException>(() => save.WaitAsync(TimeSpan.FromMinutes(5)));
        Assert.Equal(1 + 3, Downloads(server).Count);

        long PartialLength() => new FileInfo(VideoPath + PartialFile.Extension).Length;
    }

    [Fact]
    public async Task A_cancelled_download_leaves_no_file()
    {
        await using var server = await StartAsync();
        server.Faults.Add(new Fault(Download) { ChunkDelay = TimeSpan.FromDays(1) });
        var clock = new ManualTimerClock(new InstantClock());
        var (client, video) = await CreateAsync(server, clock);
        using var stop = new CancellationTokenSource();

        var save = client.Client.SaveAsync(video, new SaveOptions { Path = VideoPath }, stop.Token);
        await clock.NextTimerAsync();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => save);
        Assert.Empty(_folder.EnumerateFiles());
    }

    private static async Task<WireServer.WireServer> StartAsync(TimeProvider? clock = null)
    {
        var server = await WireServer.WireServer.StartAsync(new() { JobDuration = TimeSpan.Zero, Clock = clock ?? TimeProvider.System });
        server.MinVideoLength = Length;
        return server;
    }

    private static async Task<(TestClient Client, SeedanceGeneration Video)> CreateAsync(WireServer.WireServer server, TimeProvider? clock = null)
    {
        var client = new TestClient(server, clock ?? new InstantClock());
        return (client, await client.Client.ReadAsync(await client.CreateAsync(), default));
    }

    private async Task SaveAsync(TestClient client, SeedanceGeneration video)
    {
        await client.Client.SaveAsync(video, new SaveOptions { Path = VideoPath, NoSidecar = true }, default);

        using var http = new HttpClient();
        var expected = await http.GetByteArrayAsync(video.VideoUrl);
        Assert.Equal(Length, expected.Length);
        Assert.Equal(SHA256.HashData(expected), SHA256.HashData(File.ReadAllBytes(VideoPath)));
        Assert.Equal(["fox.mp4"], _folder.EnumerateFiles().Select(file => file.Name));
        Assert.Equal(JobStatus.Saved, client.TheJob.Status);
    }

    /// <summary>The client's downloads, without the one that a test makes to compare.</summary>
    private static List<WireRequest> Downloads(WireServer.WireServer server) =>
        [.. server.Requests.Where(request => request.StartsWith(Download) && request.Headers.ContainsKey("User-Agent"))];

    private static int Reads(WireServer.WireServer server, SeedanceGeneration video) => server.Count($"GET /api/rest/v1/generations/{video.Id}");
}
