using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Seedance.Sandbox;

namespace Seedance.PowerShell.Tests;

/// <summary>Pictures in, videos out.</summary>
public sealed class MainJobTests
{
    [Fact]
    public async Task Pictures_go_in_and_videos_come_out()
    {
        await using var work = await Workplace.CreateAsync();
        work.AddPictures("fox.png", "owl.png", "hare.png");

        var result = work.Run("Get-ChildItem *.png | New-SeedanceVideo | Wait-SeedanceGeneration | Save-SeedanceVideo -Destination clips");

        result.AssertNoError();
        Assert.Equal(3, result.Output.Count);
        Assert.Equal(3, work.Files("*.mp4").Count);
        Assert.All(result.Column("Path"), path => Assert.True(File.Exists(path)));
        Assert.All(result.Output, video => Assert.Equal(
            $"{Path.GetFileNameWithoutExtension(video.Properties["SourcePath"].Value.ToString())}-{video.Properties["Id"].Value}.mp4",
            Path.GetFileName(video.Properties["Path"].Value.ToString())));
    }

    [Fact]
    public async Task Two_hundred_pictures_are_worked_on_side_by_side_within_the_throttle_limit()
    {
        await using var work = await Workplace.CreateAsync();
        work.AddPictures(Enumerable.Range(1, 200).Select(number => $"picture{number:D3}.png"));
        work.Server.Latency = TimeSpan.FromMilliseconds(2);

        var result = work.Run("""
            $entered = 0
            Get-ChildItem *.png | ForEach-Object { $entered++; $_ } | New-SeedanceVideo -ThrottleLimit 8 -Destination clips |
                ForEach-Object { if (-not $firstLeftAfter) { $firstLeftAfter = $entered }; $_ }
            """);

        result.AssertNoError();
        Assert.Equal(200, result.Output.Count);
        Assert.Equal(200, work.Server.Service.Jobs.Count);
        Assert.Equal(200, work.Server.Service.Uploads.Select(upload => upload.Sha256).Distinct().Count());
        var videos = work.Files("*.mp4").Select(name => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(work.Folder, name)))));
        Assert.Equal(200, videos.Distinct().Count());
        Assert.InRange(work.Server.PeakInFlight, 2, 8);
        Assert.InRange((int)work.Session.Variable("firstLeftAfter")!, 1, 199);
    }

    [Fact]
    public async Task What_is_sent_for_the_guides_sample_is_the_guides_json()
    {
        await using var work = await Workplace.CreateAsync();
        work.AddPictures("start.png", "end.png");

        var job = Assert.Single(work.Run("New-SeedanceVideo 'The koala plays with the cat' -StartFrame start.png -EndFrame end.png").Output);

        // The guide leaves the seed to the service; a drawn one finds the job when its answer is lost.
        var uploads = work.Server.Service.Uploads;
        var sample = $$"""
            {
              "model": "seedance-2.0-fast",
              "public": false,
              "parameters": {
                "prompt": "The koala plays with the cat",
                "quantity": 1,
                "guidances": {
                  "start_frame": [ { "image": { "id": "{{uploads[0].Id}}", "type": "UPLOADED" } } ],
                  "end_frame": [ { "image": { "id": "{{uploads[1].Id}}", "type": "UPLOADED" } } ]
                },
                "duration": 8,
                "motion_has_audio": true,
                "width": 1280,
                "height": 720,
                "seed": {{job.Properties["Seed"].Value}}
              }
            }
            """;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(sample), JsonNode.Parse(Assert.Single(work.Server.Service.Jobs).Body)));
        var create = Assert.Single(work.Server.Requests, request => request.Path.EndsWith("/v2/generations", StringComparison.Ordinal));
        Assert.Equal("application/json", create.Headers["Accept"]);
        Assert.Equal("application/json", create.Headers["Content-Type"]);
        Assert.Equal($"Bearer {Workplace.ApiKey}", create.Headers["Authorization"]);
    }

    [Theory]
    [InlineData("-Duration 4", "duration", "4")]
    [InlineData("-Duration 15", "duration", "15")]
    [InlineData("-Width 864 -Height 496", "width", "864")]
    [InlineData("-Width 864 -Height 496", "height", "496")]
    [InlineData("-Seed -1", "seed", "-1")]
    [InlineData("-Seed 4294967295", "seed", "4294967295")]
    [InlineData("-NoAudio", "motion_has_audio", "false")]
    public async Task A_setting_is_sent_as_it_was_given(string parameters, string key, string value)
    {
        await using var work = await Workplace.CreateAsync();

        work.Run($"New-SeedanceVideo 'a prompt' {parameters}").AssertNoError();

        using var body = JsonDocument.Parse(Assert.Single(work.Server.Service.Jobs).Body);
        Assert.Equal(value, body.RootElement.GetProperty("parameters").GetProperty(key).GetRawText());
    }

    [Fact]
    public async Task A_video_is_private_unless_Public_is_given()
    {
        await using var work = await Workplace.CreateAsync();

        work.Run("'one' | New-SeedanceVideo; 'two' | New-SeedanceVideo -Public").AssertNoError();

        Assert.Equal(["""false""", """true"""], work.Server.Service.Jobs.Select(job => JsonNode.Parse(job.Body)!["public"]!.ToJsonString()));
    }

    [Fact]
    public void The_sandbox_needs_no_key_no_port_and_no_network()
    {
        using var session = new PowerShellSession();

        var result = session.Run("Connect-Seedance -Sandbox; 'a fox' | New-SeedanceVideo | Wait-SeedanceGeneration");

        result.AssertNoError();
        Assert.Equal("Complete", Assert.Single(result.Column("Status")));
        Assert.Equal("sandbox.seedance.invalid", new Uri(session.Run("Get-SeedanceConnection").Column("BaseUri")[0]!).Host);
    }

    [Fact]
    public async Task The_reference_pipelines_run_from_the_sandbox_too()
    {
        await using var work = await Workplace.CreateAsync();
        work.AddPictures("fox.png", "den.png");
        work.AddClip("clip.mp4");
        work.AddSound("song.wav");

        var result = work.Run("""
            Connect-Seedance -Sandbox
            $frames = New-SeedanceRequest 'A fox runs home' | Add-SeedanceStartFrame fox.png | Add-SeedanceEndFrame den.png | New-SeedanceVideo -Wait
            $frames
            Get-ChildItem *.png | Add-SeedanceImageReference -Strength High | Add-SeedanceVideoReference clip.mp4 | Add-SeedanceAudioReference song.wav | New-SeedanceVideo -Prompt 'Dance to the song' -Wait
            $frames | New-SeedanceVideo -Prompt 'The fox goes on' -Wait
            [pscustomobject]@{ Prompt = 'From a row'; ImageReference = 'fox.png;den.png' } | New-SeedanceVideo -Wait
            """);

        result.AssertNoError();
        Assert.Equal(["Complete", "Complete", "Complete", "Complete"], result.Column("Status"));
        Assert.Empty(work.Server.Requests);
    }

    [Fact]
    public async Task Jobs_at_the_service_are_bounded_and_further_ones_follow_as_they_end()
    {
        await using var work = await Workplace.CreateAsync(new() { ApiKey = Workplace.ApiKey, JobDuration = TimeSpan.FromSeconds(1), Workers = 100 });

        var result = work.Run("1..12 | New-SeedanceVideo -Prompt { \"shot $_\" } -MaxInFlight 4");

        result.AssertNoError();
        var jobs = work.Server.Service.Jobs;
        Assert.Equal(12, jobs.Count);
        Assert.All(jobs, job => Assert.InRange(jobs.Count(other => other.CreatedAt <= job.CreatedAt && other.EndsAt > job.CreatedAt), 1, 4));
    }

    [Theory]
    [InlineData(nameof(CreateResponseShape.Generate))]
    [InlineData(nameof(CreateResponseShape.Bare))]
    [InlineData(nameof(CreateResponseShape.ImageJob))]
    [InlineData(nameof(CreateResponseShape.MotionJob))]
    public async Task Every_known_shape_of_a_create_answer_is_understood(string shape)
    {
        await using var work = await Workplace.CreateAsync(new() { ApiKey = Workplace.ApiKey, JobDuration = TimeSpan.Zero, CreateResponseShape = Enum.Parse<CreateResponseShape>(shape) });

        var result = work.Run("'a fox' | New-SeedanceVideo -Wait");

        result.AssertNoError();
        Assert.Equal(Assert.Single(work.Server.Service.Jobs).Id, Assert.Single(result.Column("Id")));
    }

    [Fact]
    public async Task A_job_says_what_it_cost()
    {
        await using var work = await Workplace.CreateAsync();

        var job = Assert.Single(work.Run("'a fox' | New-SeedanceVideo").Output);

        Assert.Equal(0.968m, job.Properties["Cost"].Value);
        Assert.Equal("DOLLARS", job.Properties["CostUnit"].Value);
        Assert.Equal("Pending", job.Properties["Status"].Value);
    }

    [SkippableFact]
    public async Task A_saved_video_is_one_that_a_player_opens()
    {
        Skip.If(!FFprobe.IsInstalled, "ffprobe is not installed (Debian: apt-get install ffmpeg).");
        await using var work = await Workplace.CreateAsync();

        var path = Assert.Single(work.Run("'a fox' | New-SeedanceVideo -Destination clips").Column("Path"))!;

        var facts = FFprobe.Read(path);
        Assert.Contains("codec_name=h264", facts, StringComparison.Ordinal);
        Assert.Contains("codec_name=aac", facts, StringComparison.Ordinal);
        Assert.Contains("TAG:title=Seedance sandbox clip", facts, StringComparison.Ordinal);
    }
}
