namespace Seedance.Tests;

/// <summary>Which file counts as the video that an earlier run has saved.</summary>
public sealed class SavedVideoTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedance-");

    private string SavedPath => Path.Combine(_folder.FullName, "fox.mp4");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_job_that_was_never_saved_has_none() =>
        Assert.Null(await SavedVideo.FindAsync(new SeedanceGeneration { Id = "1" }, null, default));

    [Fact]
    public async Task Without_a_destination_it_is_the_file_that_was_saved_whatever_is_in_it()
    {
        File.WriteAllText(SavedPath, "edited");

        Assert.Equal(SavedPath, await SavedVideo.FindAsync(Saved("a video"), null, default));
    }

    [Fact]
    public async Task A_file_that_was_deleted_is_none()
    {
        Assert.Null(await SavedVideo.FindAsync(Saved("a video"), null, default));
        Assert.Null(await SavedVideo.FindAsync(Saved("a video"), new SaveOptions { Path = SavedPath }, default));
    }

    [Fact]
    public async Task At_the_same_path_it_is_the_file_that_was_saved()
    {
        File.WriteAllText(SavedPath, "edited");

        Assert.Equal(SavedPath, await SavedVideo.FindAsync(Saved("a video"), new SaveOptions { Path = SavedPath }, default));
    }

    [Fact]
    public async Task Another_position_in_the_pipeline_is_the_same_destination()
    {
        File.WriteAllText(SavedPath, "a video");
        var template = new FileNameTemplate(Path.Combine(_folder.FullName, "fox {index}.mp4"));
        var job = Saved("a video") with { Destination = template.Destination };

        Assert.Equal(SavedPath, await SavedVideo.FindAsync(job, new SaveOptions { Template = template, Index = 7 }, default));
    }

    [Theory]
    [InlineData("owl {index}.mp4", "fox {index}.mp4")]
    [InlineData("owl.mp4", "owl.mp4")]
    public async Task Another_destination_needs_a_file_of_its_own(string now, string before)
    {
        File.WriteAllText(SavedPath, "a video");
        var template = new FileNameTemplate(Path.Combine(_folder.FullName, now));
        var job = Saved("a video") with { Destination = new FileNameTemplate(Path.Combine(_folder.FullName, before)).Destination };
        var save = new SaveOptions { Template = template, Index = 7 };

        Assert.Null(await SavedVideo.FindAsync(job, save, default));

        File.WriteAllText(save.PathOf(job), "another video");
        Assert.Null(await SavedVideo.FindAsync(job, save, default));

        File.WriteAllText(save.PathOf(job), "a video");
        Assert.Equal(save.PathOf(job), await SavedVideo.FindAsync(job, save, default));
    }

    private SeedanceGeneration Saved(string content) => new()
    {
        Id = "1f0c2b6e-53a4-6f10-9a52-0242ac120002",
        Path = SavedPath,
        Sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(content))),
    };
}
