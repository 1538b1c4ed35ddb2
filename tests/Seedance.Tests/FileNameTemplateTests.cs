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
        Take = 2,
    };

    [Theory]
    [InlineData("videos", "videos/fox-1f0c2b6e-53a4-6f10-9a52-0242ac120002.mp4")]
    [InlineData("videos/{id}.mp4", "videos/1f0c2b6e-53a4-6f10-9a52-0242ac120002.mp4")]
    [InlineData("videos/{index} {seed}.mp4", "videos/0003 7.mp4")]
    [InlineData("{prompt} {take}.mp4", "A fox_ runs _ through snow_ 2.mp4")]
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

    [Theory]
    [InlineData("COM1", "_COM1")]
    [InlineData("lpt9.txt", "_lpt9.txt")]
    [InlineData("COM10", "COM10")]
    [InlineData("console", "console")]
    [InlineData("", "_")]
    [InlineData("a\u007Fb", "a_b")]
    public void Names_that_Windows_reserves_are_not_used_anywhere(string prompt, string name) =>
        Assert.Equal(Full($"{name}.mp4"), new FileNameTemplate(Full("{prompt}.mp4")).Resolve(_fox with { Prompt = prompt }, 1));

    [Theory]
    [InlineData("{prompt}", "video")]
    [InlineData("{sourceName}", "video")]
    [InlineData("{seed}", "random")]
    [InlineData("{SEED} {Index}", "random 0012")]
    public void What_is_not_known_of_a_generation_has_a_neutral_name(string template, string name) =>
        Assert.Equal(Full($"{name}.mp4"), new FileNameTemplate(Full(template + ".mp4")).Resolve(new SeedanceGeneration { Id = "id" }, 12));

    [Fact]
    public void Without_a_source_the_prompt_is_the_name_of_the_source() =>
        Assert.Equal(Full("a fox.mp4"), new FileNameTemplate(Full("{sourceName}.mp4")).Resolve(new SeedanceGeneration { Id = "id", Prompt = "a fox" }, 1));

    [Fact]
    public void The_date_is_today_when_the_service_did_not_say_it() =>
        Assert.Matches("^20[0-9]{2}-[01][0-9]-[0-3][0-9]$", Path.GetFileNameWithoutExtension(new FileNameTemplate(Full("{date}.mp4")).Resolve(new SeedanceGeneration { Id = "id" }, 1)));

    [Fact]
    public void A_prompt_is_cut_to_80_characters()
    {
        Assert.Equal(new string('a', 80), Name("{prompt}.mp4", new string('a', 80)));
        Assert.Equal(new string('a', 80), Name("{prompt}.mp4", new string('a', 81)));
        Assert.Equal(new string('a', 79), Name("{prompt}.mp4", new string('a', 79) + " b"));
    }

    [Fact]
    public void A_name_has_at_most_233_bytes_so_that_the_names_of_its_partial_file_and_sidecar_have_255()
    {
        // Three bytes each: 76 of them and ".mp4" are 232 bytes.
        var fox = string.Concat(Enumerable.Repeat("狐", 100));
        Assert.Equal(76, Name("{prompt}.mp4", fox).Length);

        // An id is never cut: 192 of the 233 bytes are left beside it.
        Assert.Equal(37 + 64, Name("{id} {prompt}.mp4", fox, id: Guid.Empty.ToString()).Length);

        // What is left is shared.
        Assert.Equal(string.Concat(Enumerable.Repeat("狐", 38)) + string.Concat(Enumerable.Repeat("狐", 38)), Name("{prompt}{sourceName}.mp4", fox, fox + ".png"));
    }

    [Fact]
    public void Text_that_is_longer_than_a_name_can_be_is_an_error()
    {
        Assert.Throws<PathTooLongException>(() => new FileNameTemplate(Full(new string('x', 230) + ".mp4")).Resolve(_fox, 1));
        Assert.Throws<PathTooLongException>(() => new FileNameTemplate(Full(new string('x', 229) + "{prompt}.mp4")).Resolve(_fox, 1));
        Assert.Equal(233, Path.GetFileName(new FileNameTemplate(Full(new string('x', 229) + ".mp4")).Resolve(_fox, 1)).Length);
        Assert.Equal(233, Path.GetFileName(new FileNameTemplate(Full(new string('x', 228) + "{prompt}.mp4")).Resolve(_fox, 1)).Length);
    }

    [Fact]
    public void Placeholders_that_do_not_exist_are_named()
    {
        Assert.Equal(["promt", "name"], new FileNameTemplate(Full("{promt}/{ID} {name} {prompt}.mp4")).UnknownPlaceholders);
        Assert.Empty(new FileNameTemplate(Full(string.Concat(FileNameTemplate.Placeholders.Select(name => $"{{{name}}}")) + ".mp4")).UnknownPlaceholders);
    }

    [Theory]
    [InlineData("videos", false)]
    [InlineData("fox.mp4", false)]
    [InlineData("fox.MOV", true)]
    [InlineData("fox.png", true)]
    [InlineData("version 2.0", false)]
    public void A_destination_with_the_extension_of_another_file_is_recognized(string destination, bool isOther) =>
        Assert.Equal(isOther, new FileNameTemplate(Full(destination)).HasOtherExtension);

    [Fact]
    public void The_extensions_of_images_videos_audio_and_documents_are_those_of_other_files()
    {
        string[] extensions =
        [
            "avi", "mov", "mkv", "webm", "wmv", "flv", "m4v", "mpg", "mpeg", "3gp", "ts", "gif", "png", "jpg", "jpeg", "webp", "bmp",
            "mp3", "wav", "m4a", "aac", "ogg", "flac", "txt", "json", "csv", "zip", "html",
        ];

        Assert.All(extensions, extension => Assert.True(new FileNameTemplate(Full($"fox.{extension}")).HasOtherExtension, extension));
    }

    [Fact]
    public void The_placeholders_are_these() => Assert.Equal(["sourceName", "id", "prompt", "seed", "date", "index", "take"], FileNameTemplate.Placeholders);

    [Fact]
    public void A_relative_template_makes_a_relative_path()
    {
        Assert.Equal("0003.mp4", new FileNameTemplate("{index}.mp4").Resolve(_fox, 3));
        Assert.True(new FileNameTemplate("{index}.mp4").ContainsIndex);
        Assert.True(new FileNameTemplate("{id}.mp4").ContainsId);
        Assert.True(new FileNameTemplate("{seed}.mp4").ContainsSeed);
    }

    [Fact]
    public void A_folder_that_exists_is_a_folder_whatever_it_is_called()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N} {{seed}}.mov"));
        try
        {
            var template = new FileNameTemplate(folder.FullName);
            Assert.False(template.HasOtherExtension);
            Assert.False(template.ContainsSeed);
            Assert.True(template.ContainsId);
            Assert.Equal(folder.FullName, template.Destination);
            Assert.Equal(Path.Combine(folder.FullName, "fox-1f0c2b6e-53a4-6f10-9a52-0242ac120002.mp4"), template.Resolve(_fox, 1));
        }
        finally
        {
            folder.Delete();
        }
    }

    [Theory]
    [InlineData("fox.mp4", false, false, false)]
    [InlineData("videos", true, false, false)]
    [InlineData("{ID}.mp4", true, false, false)]
    [InlineData("{Index}.mp4", false, true, false)]
    [InlineData("{Seed}.mp4", false, false, true)]
    public void A_template_tells_what_makes_its_names_differ(string template, bool containsId, bool containsIndex, bool containsSeed)
    {
        var name = new FileNameTemplate(Full(template));

        Assert.Equal((containsId, containsIndex, containsSeed), (name.ContainsId, name.ContainsIndex, name.ContainsSeed));
    }

    private static string Name(string template, string prompt, string? source = null, string id = "id") =>
        Path.GetFileNameWithoutExtension(new FileNameTemplate(Full(template)).Resolve(new SeedanceGeneration { Id = id, Prompt = prompt, SourcePath = source }, 1));

    private static string Full(string path) => Path.Combine(Path.GetTempPath(), "seedance-names", path);
}
