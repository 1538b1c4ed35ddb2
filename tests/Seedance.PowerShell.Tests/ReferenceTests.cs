using System.Text.Json.Nodes;

namespace Seedance.PowerShell.Tests;

/// <summary>Media in every form, drafts, rows, JSON, uploads and lists.</summary>
public sealed class ReferenceTests : IAsyncLifetime
{
    private Workplace _work = null!;

    public async Task InitializeAsync()
    {
        _work = await Workplace.CreateAsync(new() { ApiKey = Workplace.ApiKey, JobDuration = TimeSpan.Zero, MediaReadyAfter = TimeSpan.Zero });
        _work.AddPictures("ref1.png", "ref2.png");
        _work.AddClip("clip.mp4");
        _work.AddSound("song.wav");
    }

    public async Task DisposeAsync() => await _work.DisposeAsync();

    [Theory]
    [InlineData("Add-SeedanceImageReference ref1.png", "UPLOADED")]
    [InlineData("Add-SeedanceImageReference -LiteralPath ./ref1.png", "UPLOADED")]
    [InlineData("Add-SeedanceImageReference (Get-Item ref1.png)", "UPLOADED")]
    [InlineData("Add-SeedanceImageReference (Send-SeedanceMedia ref1.png)", "UPLOADED")]
    [InlineData("Add-SeedanceImageReference (Send-SeedanceMedia ref1.png).Id", "UPLOADED")]
    [InlineData("Add-SeedanceImageReference -Id (Send-SeedanceMedia ref1.png).Id -Type Uploaded", "UPLOADED")]
    [InlineData("Add-SeedanceImageReference -Id (New-SeedanceVideo x -Wait).VideoId -Type Generated", "GENERATED")]
    [InlineData("Add-SeedanceImageReference https://example.com/fox.png", "URL")]
    [InlineData("Add-SeedanceImageReference ([uri]'https://example.com/fox.png')", "URL")]
    [InlineData("Add-SeedanceImageReference ([IO.File]::ReadAllBytes(\"$folder/ref1.png\"))", "BASE64")]
    [InlineData("Add-SeedanceVideoReference (New-SeedanceVideo x -Wait)", "GENERATED")]
    [InlineData("Add-SeedanceVideoReference clip.mp4", "UPLOADED")]
    public void Media_is_taken_in_every_form(string typed, string type)
    {
        _work.Run($"New-SeedanceRequest 'a prompt' | {typed} | New-SeedanceVideo", ("folder", _work.Folder)).AssertNoError();

        var guidance = Sent()["parameters"]!["guidances"]!.AsObject().Single().Value![0]!.AsObject().Single().Value!;
        Assert.Equal(type, (string?)guidance["type"]);
    }

    [Fact]
    public void Media_in_the_pipe_are_gathered_into_one_draft()
    {
        _work.Run("Get-ChildItem ref*.png | Add-SeedanceImageReference -Strength High | Add-SeedanceAudioReference song.wav | New-SeedanceVideo -Prompt 'Dance to the song'").AssertNoError();

        var guidances = Sent()["parameters"]!["guidances"]!;
        Assert.Equal(2, guidances["image_reference"]!.AsArray().Count);
        Assert.All(guidances["image_reference"]!.AsArray(), reference => Assert.Equal("HIGH", (string?)reference!["strength"]));
        Assert.Single(guidances["audio_reference"]!.AsArray());
    }

    [Fact]
    public void Wildcards_name_several_references()
    {
        _work.Run("New-SeedanceRequest 'a prompt' | Add-SeedanceImageReference ref*.png | New-SeedanceVideo").AssertNoError();

        Assert.Equal(2, Sent()["parameters"]!["guidances"]!["image_reference"]!.AsArray().Count);
    }

    [Fact]
    public void A_clip_is_gone_on_with_by_piping_its_generation()
    {
        var result = _work.Run("New-SeedanceVideo 'a fox' -Seed 7 -Duration 5 -Wait | New-SeedanceVideo -Prompt 'The fox goes on'");

        result.AssertNoError();
        var sent = JsonNode.Parse(_work.Server.Service.Jobs[1].Body)!["parameters"]!;
        Assert.Equal(_work.Server.Service.Jobs[0].VideoId, (string?)sent["guidances"]!["video_reference_base"]![0]!["video"]!["id"]);
        Assert.Equal("The fox goes on", (string?)sent["prompt"]);
        Assert.NotEqual(7, (long?)sent["seed"]);
        Assert.Equal(8, (int?)sent["duration"]);
    }

    [Fact]
    public void A_sound_alone_says_what_to_do()
    {
        var error = _work.Run("Get-ChildItem song.wav | New-SeedanceVideo -Prompt x").TheError;

        Assert.StartsWith("Seedance.UnsupportedInput", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Add-SeedanceAudioReference song.wav", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(_work.Server.Requests);
    }

    [Fact]
    public void A_clip_file_is_the_reference_of_its_video()
    {
        _work.Run("Get-ChildItem clip.mp4 | New-SeedanceVideo -Prompt 'in watercolour'").AssertNoError();

        Assert.NotNull(Sent()["parameters"]!["guidances"]!["video_reference_base"]);
    }

    [Fact]
    public void A_row_has_every_setting_and_guidance_as_a_column()
    {
        var result = _work.Run("""
            [pscustomobject]@{ Prompt = 'full'; Duration = '5'; Width = '864'; Height = '496'; Seed = '7'; Audio = 'false'; StartFrame = ''; EndFrame = ''; ImageReference = 'ref1.png; ref2.png'; VideoReference = 'clip.mp4'; AudioReference = 'song.wav'; Destination = 'full.mp4' },
            [pscustomobject]@{ Prompt = 'bare'; Duration = ''; Width = ''; Height = ''; Seed = ''; Audio = ''; StartFrame = 'ref1.png'; EndFrame = 'ref2.png'; ImageReference = ''; VideoReference = ''; AudioReference = ''; Destination = 'bare.mp4' } |
                New-SeedanceVideo -ThrottleLimit 1
            """);

        result.AssertNoError();
        Assert.Contains("full.mp4", _work.Files());
        Assert.Contains("bare.mp4", _work.Files());
        var rows = _work.Server.Service.Jobs.ToDictionary(job => job.Prompt, job => JsonNode.Parse(job.Body)!["parameters"]!);
        Assert.Equal("5 864 496 7 false", $"{rows["full"]["duration"]} {rows["full"]["width"]} {rows["full"]["height"]} {rows["full"]["seed"]} {rows["full"]["motion_has_audio"]}");
        Assert.Equal(["image_reference", "video_reference_base", "audio_reference"], rows["full"]["guidances"]!.AsObject().Select(guidance => guidance.Key));
        Assert.Equal("8 1280 720 true", $"{rows["bare"]["duration"]} {rows["bare"]["width"]} {rows["bare"]["height"]} {rows["bare"]["motion_has_audio"]}");
        Assert.Equal(["start_frame", "end_frame"], rows["bare"]["guidances"]!.AsObject().Select(guidance => guidance.Key));
    }

    [Fact]
    public void Script_blocks_work_on_every_parameter_that_the_pipe_binds()
    {
        _work.Run("""
            1, 2 | New-SeedanceVideo -Prompt { "shot $_" } -Duration { 3 + $_ } -Width { 864 } -Height { 496 } -Seed { $_ } -Audio { $_ -eq 1 } -StartFrame { "ref$_.png" } -EndFrame { 'ref1.png' } -Destination { "shot$_.mp4" }
            """).AssertNoError();

        Assert.Equal(["4 1 true", "5 2 false"], _work.Server.Service.Jobs.OrderBy(job => job.Prompt).Select(job => JsonNode.Parse(job.Body)!["parameters"]!).Select(sent => $"{sent["duration"]} {sent["seed"]} {sent["motion_has_audio"]}"));
    }

    [Fact]
    public void Every_fault_of_a_draft_is_shown_at_once_with_its_remedy()
    {
        var result = _work.Run("New-SeedanceRequest '' -Duration 3 -Seed -2 -Width 1000 | Add-SeedanceEndFrame ref1.png | Test-SeedanceRequest");

        result.AssertNoError();
        Assert.Equal(["Prompt", "Duration", "Seed", "Width", "EndFrame"], result.Column("Parameter"));
        Assert.Equal(["Error", "Error", "Error", "Warning", "Error"], result.Column("Severity"));
        Assert.All(result.Column("Allowed").Concat(result.Column("Remedy")), text => Assert.False(string.IsNullOrEmpty(text)));
        Assert.Empty(_work.Server.Requests);
    }

    [Fact]
    public void The_guides_sample_goes_in_and_comes_out_unchanged()
    {
        const string sample = """{"model":"seedance-2.0-fast","public":false,"parameters":{"prompt":"The koala plays with the cat","quantity":1,"guidances":{"start_frame":[{"image":{"id":"<YOUR_START_IMAGE_ID>","type":"UPLOADED"}}],"end_frame":[{"image":{"id":"<YOUR_END_IMAGE_ID>","type":"UPLOADED"}}]},"duration":8,"motion_has_audio":true,"width":1280,"height":720}}""";

        Assert.Equal(sample, _work.Run("$sample | ConvertFrom-SeedanceJson | ConvertTo-SeedanceJson -Compress", ("sample", sample)).Output[0].BaseObject);
    }

    [Fact]
    public void A_draft_with_a_file_goes_through_json_and_becomes_its_video()
    {
        _work.Run("New-SeedanceRequest 'a fox' | Add-SeedanceStartFrame ref1.png | ConvertTo-SeedanceJson | ConvertFrom-SeedanceJson | New-SeedanceVideo").AssertNoError();

        Assert.Single(_work.Server.Service.Uploads);
    }

    [Theory]
    [InlineData("nonsense", "no JSON")]
    [InlineData("{}", "The model is missing")]
    [InlineData("""{"model":"seedance-1.0-pro","parameters":{}}""", "seedance-1.0-pro")]
    [InlineData("""{"model":"seedance-2.0-fast","parameters":{"prompt":"x","style":"noir"}}""", "parameters.style is unknown")]
    [InlineData("""{"model":"seedance-2.0-fast","parameters":{"prompt":"x","quantity":2}}""", "quantity must be 1")]
    [InlineData("""{"model":"seedance-2.0-fast","parameters":{"prompt":5}}""", "prompt must be string")]
    [InlineData("""{"model":"seedance-2.0-fast","parameters":{"prompt":"x","guidances":{"start_frame":[{"picture":{}}]}}}""", "picture is unknown")]
    [InlineData("""{"model":"seedance-2.0-fast","parameters":{"prompt":"x","guidances":{"start_frame":[{"image":{"id":"a","type":"STOLEN"}}]}}}""", "UPLOADED, GENERATED, VARIATION")]
    public void Json_that_is_no_request_is_a_clear_error(string json, string says)
    {
        var error = _work.Run("$json | ConvertFrom-SeedanceJson", ("json", json)).TheError;

        Assert.StartsWith("Seedance.InvalidJson", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(says, error.ToString(), StringComparison.Ordinal);
        Assert.NotNull(error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void The_same_content_is_uploaded_once_whatever_it_is_called()
    {
        File.Copy(Path.Combine(_work.Folder, "ref1.png"), Path.Combine(_work.Folder, "copy.png"));

        _work.Run("""
            1..20 | ForEach-Object { "shot $_" } | New-SeedanceVideo -StartFrame ref1.png -EndFrame copy.png
            Send-SeedanceMedia copy.png
            """).AssertNoError();

        Assert.Single(_work.Server.Service.Uploads);
        Assert.Equal(20, _work.Server.Service.Jobs.Count);
        _work.Run("Send-SeedanceMedia copy.png -Force").AssertNoError();
        Assert.Equal(2, _work.Server.Service.Uploads.Count);
    }

    [Theory]
    [InlineData("ref1.png")]
    [InlineData("clip.mp4")]
    public void A_remembered_id_that_the_service_no_longer_knows_is_uploaded_again(string file)
    {
        var result = _work.Run("""
            $media = Send-SeedanceMedia $file
            Remove-SeedanceMedia $media
            Get-ChildItem $file | New-SeedanceVideo -Prompt 'a fox'
            """, ("file", file));

        result.AssertNoError();
        Assert.Single(result.Output);
        Assert.Equal(2, _work.Server.Count("POST /uploads"));
        Assert.Single(_work.Server.Service.Jobs);
    }

    [Fact]
    public void Uploads_are_read_and_deleted_by_id()
    {
        var result = _work.Run("$media = Send-SeedanceMedia ref1.png, clip.mp4, song.wav -ThrottleLimit 1; $media | Get-SeedanceMedia -ThrottleLimit 1; $media | Remove-SeedanceMedia; Get-SeedanceMedia $media[0].Id");

        Assert.Equal(["Image", "Video", "Audio"], result.Column("Kind"));
        Assert.StartsWith("Seedance.NotFound", result.TheError.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(_work.Server.Service.Uploads);
    }

    [Fact]
    public void Generations_are_listed_newest_first_in_pages_and_by_status()
    {
        var result = _work.Run("""
            1..60 | ForEach-Object { "shot $_" } | New-SeedanceVideo -ThrottleLimit 1 | Out-Null
            'bad [[fails]]' | New-SeedanceVideo | Out-Null
            (Get-SeedanceGeneration).Count
            (Get-SeedanceGeneration -First 2 -Skip 1).Prompt
            (Get-SeedanceGeneration -Status Failed).Prompt
            @(Get-SeedanceGeneration -Since ([datetime]::Now.AddDays(1))).Count
            """);

        result.AssertNoError();
        Assert.Equal(["61", "shot 60", "shot 59", "bad [[fails]]", "0"], result.Output.Select(item => item.ToString()));
    }

    [Fact]
    public void A_generation_is_deleted_when_the_user_is_sure()
    {
        var result = _work.Run("$job = New-SeedanceVideo 'a fox'; Remove-SeedanceGeneration $job.Id -WhatIf; @(Get-SeedanceGeneration).Count; $job | Remove-SeedanceGeneration -Confirm:$false; @(Get-SeedanceGeneration).Count");

        result.AssertNoError();
        Assert.Equal(["1", "0"], result.Output.Select(item => item.ToString()));
    }

    [Fact]
    public void The_account_shows_its_credits_and_slots()
    {
        var account = Assert.Single(_work.Run("Get-SeedanceAccount").Output);

        Assert.Equal(10, account.Properties["ConcurrencySlots"].Value);
        Assert.Equal("sandbox", account.Properties["UserName"].Value);
    }

    [Fact]
    public void A_refusal_names_our_parameter()
    {
        _work.Server.Faults.Add(new("POST /api/rest/v2/generations") { Status = 200, Body = """[{"message":"Validation failed","extensions":{"code":"VALIDATION_ERROR","statusCode":400,"details":{"errors":[{"message":"parameters.motion_has_audio must be false"}]}}}]""" });

        var error = _work.Run("New-SeedanceVideo 'a fox'").TheError;

        Assert.StartsWith("Seedance.InvalidRequest", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("-NoAudio", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("parameters.motion_has_audio must be false", error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_complete_with_what_each_value_means()
    {
        var result = _work.Run("[Management.Automation.CommandCompletion]::CompleteInput('New-SeedanceVideo -Duration 1', 29, $null).CompletionMatches | ForEach-Object { \"$($_.CompletionText): $($_.ToolTip)\" }");

        Assert.Equal("10: 10 s: about 1120 credits at 480p, 2420 credits at 720p", result.Output[0].ToString());
        Assert.Equal(6, result.Output.Count);
    }

    private JsonNode Sent() => JsonNode.Parse(_work.Server.Service.Jobs[^1].Body)!;
}
