using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Seedance.Tests;

/// <summary>Names of saved videos: valid on every system, and never outside of the destination.</summary>
public sealed class FileNameTemplateTests
{
    private static readonly SeedanceGeneration _fox = new()
    {
        Id = "1f0c2b6e-53a4-6f10-9a52-0242ac120002",
        Prompt = "A fox: runs / through snow?",
        Seed = 7,
        CreatedAt = new DateTimeOffset(2026, 3, 9, 14, 14, 40, TimeSpan.Zero),
        SourcePath = Path.Combine("images", "fox.png"),
    };

    [Theory]
    [InlineData("videos", "videos/fox-1f0c2b6e-53a4-6f10-9a52-0242ac120002.mp4")]
    [InlineData("videos/{id}.mp4", "videos/1f0c2b6e-53a4-6f10-9a52-0242ac120002.mp4")]
    [InlineData("videos/{index} {seed}.mp4", "videos/0003 7.mp4")]
    [InlineData("{date}/{SourceName}.mp4", "2026-03-09/fox.mp4")]
    [InlineData("{prompt}.mp4", "A fox_ runs _ through snow_.mp4")]
    [InlineData("{unknown}.mp4", "{unknown}.mp4")]
    [InlineData("fox.MP4", "fox.MP4")]
    public void A_template_is_filled_in(string template, string expected) =>
        Assert.Equal(Full(expected), new FileNameTemplate(Full(template)).Resolve(_fox, 3));

    [Fact]
    public void An_existing_folder_with_the_name_of_a_video_is_a_folder()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.mp4"));
        try
        {
            Assert.Equal(folder.FullName, Path.GetDirectoryName(new FileNameTemplate(folder.FullName).Resolve(_fox, 1)));
        }
        finally
        {
            folder.Delete();
        }
    }

    [Theory]
    [InlineData("CON", "_CON")]
    [InlineData("nul", "_nul")]
    [InlineData("..", "_")]
    [InlineData("../../etc/passwd", "_.._etc_passwd")]
    [InlineData("trailing. . ", "trailing")]
    [InlineData("a[1]", "a_1_")]
    public void A_value_that_is_not_a_valid_name_becomes_one(string prompt, string name) =>
        Assert.Equal(Full($"{name}.mp4"), new FileNameTemplate(Full("{prompt}.mp4")).Resolve(_fox with { Prompt = prompt }, 1));

    [Property(MaxTest = 500)]
    public void No_value_leads_out_of_the_destination(string? prompt, string? source)
    {
        var folder = Full("videos");
        var path = new FileNameTemplate(folder + "/{prompt}{sourceName}.mp4").Resolve(_fox with { Prompt = prompt, SourcePath = source?.Replace("\0", "", StringComparison.Ordinal) }, 1);

        Assert.Equal(folder, Path.GetDirectoryName(Path.GetFullPath(path.Replace("\0", "", StringComparison.Ordinal))));
        Assert.DoesNotContain(Path.GetFileName(path), character => character < ' ' || "<>:\"/\\|?*[]".Contains(character, StringComparison.Ordinal));
        Assert.InRange(Path.GetFileName(path).Length, 5, 200);
    }

    [Property]
    public Property A_long_prompt_is_cut_between_characters() => Prop.ForAll(
        ArbMap.Default.ArbFor<PositiveInt>(),
        length =>
        {
            var name = Path.GetFileName(new FileNameTemplate(Full("{prompt}.mp4")).Resolve(_fox with { Prompt = string.Concat(Enumerable.Repeat("🦊é", length.Get)) }, 1));
            Assert.DoesNotContain(name.EnumerateRunes(), rune => rune.Value == 0xFFFD);
        });

    private static string Full(string path) => Path.Combine(Path.GetTempPath(), "seedance-names", path);
}
