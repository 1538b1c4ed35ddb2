using System.Text.RegularExpressions;

namespace Seedance.PowerShell.Tests;

/// <summary>The README's examples run as they stand there.</summary>
public sealed partial class ReadmeTests
{
    public static TheoryData<string> Examples =>
        [.. PowerShellBlock().Matches(File.ReadAllText(Path.Combine(StagedModule.Repository, "README.md"))).Select(match => match.Groups[1].Value)];

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_runs(string script)
    {
        await using var work = await Workplace.CreateAsync(new() { ApiKey = Workplace.ApiKey, JobDuration = TimeSpan.Zero, MediaReadyAfter = TimeSpan.Zero });
        work.AddPictures("fox.png", "den.png");
        work.AddSound("song.wav");

        var result = work.Run(script);

        Assert.Null(result.Failure);
        Assert.NotEmpty(result.Output);
        Assert.NotEmpty(work.Server.Service.Jobs);
    }

    [Fact]
    public void There_are_five() => Assert.Equal(5, Examples.Count);

    [GeneratedRegex("```powershell\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex PowerShellBlock();
}
