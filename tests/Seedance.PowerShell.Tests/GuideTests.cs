using System.Text.Json.Nodes;

namespace Seedance.PowerShell.Tests;

/// <summary>Every row of the guide, from PowerShell: what is typed, and what is sent or said.</summary>
public sealed class GuideTests : IAsyncLifetime
{
    private Workplace _work = null!;

    public async Task InitializeAsync()
    {
        _work = await Workplace.CreateAsync(new() { ApiKey = Workplace.ApiKey, JobDuration = TimeSpan.Zero, MediaReadyAfter = TimeSpan.Zero });
        _work.AddPictures("a.png", "b.png", "c.png", "d.png", "e.png");
        _work.AddClip("clip.mp4");
        _work.AddSound("song.wav");
    }

    public async Task DisposeAsync() => await _work.DisposeAsync();

    // The guide's row, what is typed after "New-SeedanceVideo 'a prompt' -ImageReference…", the key's value as sent; null where it is refused.
    [Theory]
    [InlineData("duration: default", "", "duration", "8")]
    [InlineData("duration: lowest", "-Duration 4", "duration", "4")]
    [InlineData("duration: highest", "-Duration 15", "duration", "15")]
    [InlineData("duration: one below", "-Duration 3", "duration", null)]
    [InlineData("duration: one above", "-Duration 16", "duration", null)]
    [InlineData("duration: wrong type", "-Duration long", "duration", null)]
    [InlineData("height: default", "", "height", "720")]
    [InlineData("height: given", "-Height 834 -Width 1112", "height", "834")]
    [InlineData("height: one below", "-Height 0", "height", null)]
    [InlineData("height: wrong type", "-Height tall", "height", null)]
    [InlineData("width: default", "", "width", "1280")]
    [InlineData("width: given", "-Width 1470 -Height 630", "width", "1470")]
    [InlineData("width: one below", "-Width -1", "width", null)]
    [InlineData("width: wrong type", "-Width wide", "width", null)]
    [InlineData("size from the table", "-Size 480p -AspectRatio 9:16", "width", "496")]
    [InlineData("size: tier alone", "-Size 480p", "height", "496")]
    [InlineData("size: ratio alone", "-AspectRatio 1:1", "width", "960")]
    [InlineData("size: unknown tier", "-Size 1080p", "width", null)]
    [InlineData("size: unknown ratio", "-AspectRatio 2:1", "width", null)]
    [InlineData("size: twice", "-Size 480p -Width 864", "width", null)]
    [InlineData("mode: default", "", "mode", "")]
    [InlineData("mode: RESOLUTION_720", "-Mode RESOLUTION_720", "mode", "\"RESOLUTION_720\"")]
    [InlineData("mode: RESOLUTION_480", "-Mode RESOLUTION_480 -Size 480p", "mode", "\"RESOLUTION_480\"")]
    [InlineData("mode: does not agree", "-Mode RESOLUTION_480", "mode", null)]
    [InlineData("mode: unknown", "-Mode RESOLUTION_1080", "mode", null)]
    [InlineData("motion_has_audio: default", "", "motion_has_audio", "true")]
    [InlineData("motion_has_audio: false", "-NoAudio", "motion_has_audio", "false")]
    [InlineData("motion_has_audio: false, as a column says it", "-Audio no", "motion_has_audio", "false")]
    [InlineData("motion_has_audio: wrong type", "-Audio loud", "motion_has_audio", null)]
    [InlineData("quantity: must be 1", "", "quantity", "1")]
    [InlineData("seed: lowest", "-Seed -1", "seed", "-1")]
    [InlineData("seed: highest", "-Seed 4294967295", "seed", "4294967295")]
    [InlineData("seed: one below", "-Seed -2", "seed", null)]
    [InlineData("seed: one above", "-Seed 4294967296", "seed", null)]
    [InlineData("seed: wrong type", "-Seed lucky", "seed", null)]
    public void A_setting(string row, string typed, string key, string? sent)
    {
        var result = _work.Run($"New-SeedanceVideo 'a prompt' {typed}");

        if (sent is null)
        {
            Assert.NotNull(result.TheError);
            Assert.True(_work.Server.Requests.Count == 0, row);
            return;
        }

        result.AssertNoError();
        Assert.Equal(sent, Sent()["parameters"]![key]?.ToJsonString() ?? "");
    }

    [Fact]
    public void The_seed_is_drawn_anew_for_each_job_unless_it_is_given()
    {
        var seeds = _work.Run("1..20 | New-SeedanceVideo -Prompt 'a prompt'").Column("Seed");

        Assert.Equal(20, seeds.Distinct().Count());
        Assert.All(seeds, seed => Assert.InRange(long.Parse(seed!), 0, 4294967295));
        Assert.Equal(seeds.Order(), _work.Server.Service.Jobs.TakeLast(20).Select(job => JsonNode.Parse(job.Body)!["parameters"]!["seed"]!.ToJsonString()).Order());
    }

    [Theory]
    [InlineData("prompt: shortest", 1, true)]
    [InlineData("prompt: longest", 5000, true)]
    [InlineData("prompt: one below", 0, false)]
    [InlineData("prompt: one above", 5001, false)]
    public void The_prompt(string row, int length, bool isSent)
    {
        var result = _work.Run("New-SeedanceVideo $prompt", ("prompt", new string('x', length)));

        Assert.True((result.Errors.Count == 0) == isSent, row);
        Assert.Equal(isSent ? 1 : 0, _work.Server.Service.Jobs.Count);
    }

    [Theory]
    [InlineData("public: default", "", "false")]
    [InlineData("public: true", "-Public", "true")]
    public void Public(string row, string typed, string sent)
    {
        _work.Run($"New-SeedanceVideo 'a prompt' {typed}").AssertNoError();

        Assert.True(Sent()["public"]!.ToJsonString() == sent, row);
    }

    [Fact]
    public void The_model_is_the_guides()
    {
        _work.Run("New-SeedanceVideo 'a prompt'").AssertNoError();

        Assert.Equal("\"seedance-2.0-fast\"", Sent()["model"]!.ToJsonString());
    }

    // How many of each guidance there are in one draft: start, end, image, video, audio; and whether the model takes it.
    [Theory]
    [InlineData(1, 0, 0, 0, 0, true)]
    [InlineData(1, 1, 0, 0, 0, true)]
    [InlineData(0, 1, 0, 0, 0, false)]
    [InlineData(0, 0, 1, 0, 0, true)]
    [InlineData(0, 0, 4, 0, 0, true)]
    [InlineData(0, 0, 5, 0, 0, false)]
    [InlineData(0, 0, 0, 1, 0, true)]
    [InlineData(0, 0, 0, 3, 0, true)]
    [InlineData(0, 0, 0, 4, 0, false)]
    [InlineData(0, 0, 0, 0, 1, false)]
    [InlineData(0, 0, 1, 0, 1, true)]
    [InlineData(0, 0, 0, 1, 1, true)]
    [InlineData(0, 0, 1, 0, 2, false)]
    [InlineData(0, 0, 4, 3, 1, true)]
    [InlineData(0, 0, 1, 1, 0, true)]
    [InlineData(1, 0, 1, 0, 0, false)]
    [InlineData(1, 1, 1, 0, 0, false)]
    [InlineData(0, 1, 1, 0, 0, false)]
    [InlineData(1, 0, 0, 1, 0, false)]
    [InlineData(0, 1, 0, 1, 0, false)]
    [InlineData(1, 0, 0, 0, 1, false)]
    [InlineData(0, 1, 0, 0, 1, false)]
    [InlineData(1, 0, 1, 0, 1, false)]
    public void Guidances_together(int start, int end, int images, int videos, int sounds, bool isTaken)
    {
        var result = _work.Run("""
            $image, $clip, $sound = Send-SeedanceMedia a.png, clip.mp4, song.wav -ThrottleLimit 1
            $draft = New-SeedanceRequest 'a prompt'
            if ($start) { $draft = $draft | Add-SeedanceStartFrame $image }
            if ($end) { $draft = $draft | Add-SeedanceEndFrame $image }
            if ($images) { $draft = $draft | Add-SeedanceImageReference @(1..$images | ForEach-Object { $image }) }
            if ($videos) { $draft = $draft | Add-SeedanceVideoReference @(1..$videos | ForEach-Object { $clip }) }
            if ($sounds) { $draft = $draft | Add-SeedanceAudioReference @(1..$sounds | ForEach-Object { $sound }) }
            $draft | Test-SeedanceRequest -Quiet
            $draft | New-SeedanceVideo
            """, ("start", start), ("end", end), ("images", images), ("videos", videos), ("sounds", sounds));

        Assert.Equal(isTaken, result.Output[0].BaseObject);
        if (isTaken)
        {
            result.AssertNoError();
            var guidances = Sent()["parameters"]!["guidances"]!;
            Assert.Equal([start, end, images, videos, sounds], new[] { "start_frame", "end_frame", "image_reference", "video_reference_base", "audio_reference" }.Select(key => guidances[key]?.AsArray().Count ?? 0));
        }
        else
        {
            Assert.StartsWith("Seedance.InvalidRequest", result.TheError.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Empty(_work.Server.Service.Jobs);
        }
    }

    [Theory]
    [InlineData("", "{}")]
    [InlineData("-Strength Low", """{"strength":"LOW"}""")]
    [InlineData("-Strength Mid", """{"strength":"MID"}""")]
    [InlineData("-Strength High -Order 0", """{"strength":"HIGH","order":0}""")]
    [InlineData("-Order 7", """{"order":7}""")]
    public void Strength_and_order_are_sent_only_when_given(string typed, string sent)
    {
        _work.Run($"New-SeedanceRequest 'a prompt' | Add-SeedanceImageReference a.png {typed} | New-SeedanceVideo").AssertNoError();

        var reference = Sent()["parameters"]!["guidances"]!["image_reference"]![0]!.AsObject();
        reference.Remove("image");
        Assert.Equal(sent, reference.ToJsonString());
    }

    [Theory]
    [InlineData("-Order -1")]
    [InlineData("-Strength Fierce")]
    public void A_strength_or_order_that_the_guide_does_not_have_is_refused(string typed)
    {
        var result = _work.Run($"New-SeedanceRequest 'a prompt' | Add-SeedanceImageReference a.png {typed} | New-SeedanceVideo");

        Assert.NotNull(result.TheError);
        Assert.Empty(_work.Server.Requests);
    }

    [Fact]
    public void A_size_off_the_table_warns_and_is_sent()
    {
        var result = _work.Run("New-SeedanceVideo 'a prompt' -Width 1000 -Height 600");

        result.AssertNoError();
        Assert.Contains("1000 x 600", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(1000, (int?)Sent()["parameters"]!["width"]);
    }

    [Fact]
    public void The_deprecated_mode_warns()
    {
        Assert.Contains("deprecated", Assert.Single(_work.Run("New-SeedanceVideo 'a prompt' -Mode RESOLUTION_720").Warnings), StringComparison.Ordinal);
    }

    private JsonNode Sent() => JsonNode.Parse(Assert.Single(_work.Server.Service.Jobs).Body)!;
}
