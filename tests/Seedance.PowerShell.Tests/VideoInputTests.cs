using System.Text.Json.Nodes;

namespace Seedance.PowerShell.Tests;

/// <summary>What New-SeedanceVideo takes, and what becomes of it.</summary>
public sealed class VideoInputTests
{
    private const string NeutralPrompt = "Bring this picture to life with natural, subtle motion.";

    [Fact]
    public async Task A_picture_takes_its_prompt_from_the_caption_file_beside_it_else_the_neutral_one()
    {
        await using var work = await Workplace.CreateAsync();
        work.AddPictures("fox.png", "owl.png");
        work.AddText("fox.txt", "A fox runs through snow\n");

        work.Run("Get-ChildItem *.png | New-SeedanceVideo").AssertNoError();

        Assert.Equal(["A fox runs through snow", NeutralPrompt], Prompts(work).Order());
    }

    [Fact]
    public async Task The_help_names_the_neutral_prompt()
    {
        await using var work = await Workplace.CreateAsync();

        Assert.Contains(NeutralPrompt, File.ReadAllText(Path.Combine(StagedModule.Folder, "en-US/about_Seedance.help.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_block_makes_the_prompt_of_each_input()
    {
        await using var work = await Workplace.CreateAsync();
        work.AddPictures("fox.png", "owl.png");

        work.Run("Get-ChildItem *.png | New-SeedanceVideo -Prompt { \"Slow dolly over $($_.BaseName)\" }").AssertNoError();

        Assert.Equal(["Slow dolly over fox", "Slow dolly over owl"], Prompts(work).Order());
    }

    [Theory]
    [InlineData("'a fox', 'an owl' | New-SeedanceVideo", "a fox", "an owl")]
    [InlineData("New-SeedanceVideo 'a fox'", "a fox")]
    [InlineData("'fox', 'owl' | New-SeedanceVideo -Prompt { \"one $_\" }", "one fox", "one owl")]
    [InlineData("'fox.png' | New-SeedanceVideo -Prompt 'as told'", "as told")]
    [InlineData("New-SeedanceVideo -Path *.png -Prompt 'as told'", "as told")]
    [InlineData("New-SeedanceVideo -LiteralPath ./fox.png -Prompt 'as told'", "as told")]
    [InlineData("New-SeedanceRequest 'a draft' | New-SeedanceVideo", "a draft")]
    [InlineData("New-SeedanceRequest 'a draft' | New-SeedanceVideo -Prompt 'as told'", "as told")]
    [InlineData("Get-ChildItem fox.png | Add-SeedanceStartFrame | New-SeedanceVideo", NeutralPrompt)]
    [InlineData("[pscustomobject]@{ Prompt = 'a row'; Duration = '5' } | New-SeedanceVideo", "a row")]
    [InlineData("Send-SeedanceMedia fox.png | New-SeedanceVideo -Prompt 'as told'", "as told")]
    public async Task Each_kind_of_input_becomes_a_video(string typed, params string[] prompts)
    {
        await using var work = await Workplace.CreateAsync();
        work.AddPictures("fox.png");

        work.Run(typed).AssertNoError();

        Assert.Equal(prompts, Prompts(work).Order());
    }

    [Fact]
    public async Task A_draft_is_never_changed_a_new_one_is_passed_on()
    {
        await using var work = await Workplace.CreateAsync();
        work.AddPictures("fox.png", "den.png");

        var result = work.Run("""
            $draft = New-SeedanceRequest 'A fox runs through snow' -Duration 5
            $framed = $draft | Add-SeedanceStartFrame fox.png | Add-SeedanceEndFrame den.png
            $draft.StartFrame
            $framed | New-SeedanceVideo
            """);

        result.AssertNoError();
        Assert.Null(result.Output[0]);
        var guidances = JsonNode.Parse(Assert.Single(work.Server.Service.Jobs).Body)!["parameters"]!["guidances"]!;
        Assert.Equal(work.Server.Service.Uploads[1].Id, (string?)guidances["end_frame"]![0]!["image"]!["id"]);
    }

    [Fact]
    public async Task A_name_with_brackets_is_taken_as_it_is_when_such_a_file_is_there()
    {
        await using var work = await Workplace.CreateAsync();
        work.AddPictures("fox[1].png", "fox1.png");

        work.Run("New-SeedanceVideo -Path 'fox[1].png'; New-SeedanceVideo -LiteralPath 'fox[1].png'; Get-ChildItem -LiteralPath 'fox[1].png' | New-SeedanceVideo").AssertNoError();

        Assert.Single(work.Server.Service.Uploads.Select(upload => upload.Sha256).Distinct());
        Assert.Equal(3, work.Server.Service.Jobs.Count);
    }

    [Fact]
    public async Task An_uploaded_picture_serves_many_videos()
    {
        await using var work = await Workplace.CreateAsync();
        work.AddPictures("logo.png");

        work.Run("$logo = Send-SeedanceMedia logo.png; 'one', 'two', 'three' | New-SeedanceVideo -StartFrame $logo").AssertNoError();

        Assert.Single(work.Server.Service.Uploads);
        Assert.Equal(3, work.Server.Service.Jobs.Count);
    }

    [Fact]
    public async Task WhatIf_says_what_it_would_cost_and_sends_nothing()
    {
        await using var work = await Workplace.CreateAsync();
        work.AddPictures("fox.png");

        var result = work.Run("Get-ChildItem fox.png | New-SeedanceVideo -Duration 10 -WhatIf; Send-SeedanceMedia fox.png -WhatIf");

        result.AssertNoError();
        Assert.Empty(result.Output);
        Assert.Empty(work.Server.Requests);
    }

    [Fact]
    public async Task A_file_name_that_is_taken_is_refused_before_the_job_is_paid()
    {
        await using var work = await Workplace.CreateAsync();
        work.AddText("fox.mp4", "an earlier film");

        var result = work.Run("'a fox' | New-SeedanceVideo -Destination fox.mp4; 'one', 'two' | New-SeedanceVideo -Destination same.mp4");

        Assert.Equal(2, result.Errors.Count);
        Assert.All(result.Errors, error => Assert.StartsWith("Seedance.FileExists", error.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Equal(["one"], Prompts(work));
        Assert.Equal("an earlier film", File.ReadAllText(Path.Combine(work.Folder, "fox.mp4")));
    }

    private static IEnumerable<string> Prompts(Workplace work) => work.Server.Service.Jobs.Select(job => job.Prompt);
}
