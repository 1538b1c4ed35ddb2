using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using Seedance.Tests.Samples;

namespace Seedance.Tests;

/// <summary>The file into which a video is downloaded: one process has it, and only a complete video gets the final name.</summary>
public sealed class PartialFileTests : IDisposable
{
    private static readonly SeedanceGeneration _fox = new() { Id = "1f0c2b6e-53a4-6f10-9a52-0242ac120002" };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedance-");
    private readonly FakeTimeProvider _clock = new();

    private string VideoPath => Path.Combine(_folder.FullName, "new", "fox.mp4");

    private string PartialPath => VideoPath + PartialFile.Extension;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task It_is_created_with_its_folder_and_becomes_the_video()
    {
        using var file = await OpenAsync();
        file.Append([1, 2, 3], 2);
        file.Append([4], 1);

        Assert.Equal(3, file.Length);
        Assert.True(PartialFile.Exists(VideoPath));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([1, 2, 4])), await file.FlushAndHashAsync(default));

        file.Rename(overwrite: false);
        Assert.Equal([1, 2, 4], File.ReadAllBytes(VideoPath));
        Assert.False(PartialFile.Exists(VideoPath));
    }

    [Fact]
    public async Task What_has_arrived_can_be_discarded()
    {
        using var file = await OpenAsync();
        file.Append([1, 2, 3], 3);

        file.Restart();
        Assert.Equal(0, file.Length);
        file.Append([4], 1);
        file.Rename(overwrite: false);

        Assert.Equal([4], File.ReadAllBytes(VideoPath));
    }

    [Fact]
    public async Task It_is_complete_when_the_video_is_and_bytes_are_still_appended_at_its_end()
    {
        var video = new Mp4Sample().Build();
        using var file = await OpenAsync();

        file.Append(video, video.Length - 1);
        Assert.False(file.IsCompleteVideo());
        file.Append(video[^1..], 1);
        Assert.True(file.IsCompleteVideo());
        file.Rename(overwrite: false);

        Assert.Equal(video, File.ReadAllBytes(VideoPath));
    }

    [Fact]
    public async Task A_file_of_the_user_is_overwritten_only_when_that_was_asked_for()
    {
        using var file = await OpenAsync();
        file.Append([1], 1);
        File.WriteAllBytes(VideoPath, [9]);

        var error = Assert.Throws<SaveFailedException>(() => file.Rename(overwrite: false));
        Assert.Equal((VideoPath, _fox.Id), (error.Path, error.Generation.Id));
        Assert.Equal([9], File.ReadAllBytes(VideoPath));

        file.Rename(overwrite: true);
        Assert.Equal([1], File.ReadAllBytes(VideoPath));
    }

    [Fact]
    public async Task A_deleted_one_leaves_nothing()
    {
        using var file = await OpenAsync();

        file.Delete();

        Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(VideoPath)!));
    }

    [Fact]
    public async Task A_second_process_waits_for_the_first_and_then_has_what_that_has_left()
    {
        var first = await OpenAsync();
        first.Append([1, 2], 2);
        var second = OpenAsync();
        Assert.False(second.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.25));
        Assert.False(second.IsCompleted);

        first.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(0.25));

        using var file = await second.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(2, file.Length);
    }

    [Fact]
    public async Task A_process_that_waits_can_be_cancelled()
    {
        using var first = await OpenAsync();
        using var stop = new CancellationTokenSource();
        var second = PartialFile.OpenAsync(_fox, VideoPath, _clock, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_link_that_has_its_name_is_an_error_and_is_not_followed(bool hasTarget)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows lets administrators only make links.");
        var target = Path.Combine(_folder.FullName, "elsewhere");
        Directory.CreateDirectory(Path.GetDirectoryName(VideoPath)!);
        if (hasTarget)
        {
            File.WriteAllBytes(target, [1]);
        }

        File.CreateSymbolicLink(PartialPath, target);

        var error = await Assert.ThrowsAsync<SaveFailedException>(() => OpenAsync().WaitAsync(TimeSpan.FromMinutes(1)));

        Assert.Contains(PartialPath, error.Message, StringComparison.Ordinal);
        Assert.Equal(hasTarget, File.Exists(target));
        Assert.True(!hasTarget || File.ReadAllBytes(target) is [1]);
        Assert.Equal([PartialPath], Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(PartialPath)!));
    }

    private Task<PartialFile> OpenAsync() => PartialFile.OpenAsync(_fox, VideoPath, _clock, default);
}
