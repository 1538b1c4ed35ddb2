using System.Text;

namespace Seedance.Tests;

/// <summary>Local files are told by their content: what they are, how large, how long.</summary>
public sealed class MediaFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedance-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_picture_tells_its_size()
    {
        var picture = MediaFile.Open(Example("examples/images/meadow.png"));

        Assert.Equal((SeedanceMediaKind.Image, "png", 480, 270), (picture.Kind, picture.Extension, picture.Width, picture.Height));
    }

    [Fact]
    public void A_clip_tells_its_size_length_and_frames_a_second()
    {
        var clip = MediaFile.Open(Example("src/Seedance.Sandbox/Clip/sandbox.mp4"));

        Assert.Equal((SeedanceMediaKind.Video, "mp4", 640, 360, 2.0, 24.0), (clip.Kind, clip.Extension, clip.Width, clip.Height, clip.Duration, clip.FrameRate));
    }

    [Fact]
    public void A_sound_tells_its_length()
    {
        var sound = MediaFile.Open(Write("misnamed.png", Wav(seconds: 3)));

        Assert.Equal((SeedanceMediaKind.Audio, "wav"), (sound.Kind, sound.Extension));
        Assert.Equal(3, sound.Duration!.Value, 0.1);
    }

    [Theory]
    [InlineData(new byte[] { (byte)'I', (byte)'D', (byte)'3', 4, 0 })]
    [InlineData(new byte[] { 0xFF, 0xFB, 0x90, 0x64 })]
    public void An_mp3_is_known_with_and_without_a_tag(byte[] head) =>
        Assert.Equal((SeedanceMediaKind.Audio, "mp3"), (MediaFile.Open(Write("song.mp3", head)).Kind, MediaFile.Open(Write("song.mp3", head)).Extension));

    [Fact]
    public void What_is_not_there_or_is_a_folder_says_so()
    {
        Assert.Throws<MissingFileException>(() => MediaFile.Open(Path.Combine(_folder.FullName, "missing.png")));
        Assert.Throws<MissingFileException>(() => MediaFile.Open(Path.Combine(_folder.FullName, "no", "such", "folder.png")));
        Assert.Contains("folder", Assert.Throws<InvalidMediaException>(() => MediaFile.Open(_folder.FullName)).Message, StringComparison.Ordinal);
    }

    [FsCheck.Xunit.Property(MaxTest = 500)]
    public void Any_bytes_at_all_are_a_media_or_a_clear_error(byte[] bytes, int start)
    {
        byte[][] heads = [[], "RIFF\0\0\0\0WAVEfmt "u8.ToArray(), [0, 0, 0, 24, .. "ftypmp42"u8], [0xFF, 0xD8, 0xFF], [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52], "RIFF\0\0\0\0WEBPVP8 "u8.ToArray()];
        try
        {
            Assert.NotNull(MediaFile.Open(Write("any", [.. heads[(start & int.MaxValue) % heads.Length], .. bytes])).Extension);
        }
        catch (InvalidMediaException)
        {
        }
    }

    [Fact]
    public void What_the_service_may_refuse_is_a_warning_and_no_error()
    {
        var clip = MediaFile.Open(Example("src/Seedance.Sandbox/Clip/sandbox.mp4"));
        var draft = new SeedanceRequest
        {
            Prompt = "a fox",
            VideoReferences = [clip, clip with { Duration = 9, FrameRate = 12 }, clip with { Duration = 8, Width = 1280, Height = 720 }],
            AudioReferences = [MediaFile.Open(Write("song.wav", Wav(seconds: 1))) with { Length = 16_000_000 }],
        };

        var faults = RequestCheck.FindFaults(draft, VideoModel.Seedance20Fast);

        Assert.All(faults, fault => Assert.Equal(FaultSeverity.Warning, fault.Severity));
        Assert.Equal(
            ["sandbox.mp4 is 2 s long.", "sandbox.mp4 is 640 x 360.", "sandbox.mp4 has 12 frames a second.", "sandbox.mp4 is 640 x 360.", "The clips are 19 s long together.", "song.wav has 16 MB.", "song.wav is 1.01 s long."],
            faults.Select(fault => fault.Message));
    }

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    private static byte[] Wav(int seconds)
    {
        using var buffer = new MemoryStream();
        using (var writer = new BinaryWriter(buffer, Encoding.ASCII))
        {
            writer.Write("RIFF"u8);
            writer.Write(36 + (8000 * seconds));
            writer.Write("WAVEfmt "u8);
            writer.Write(16);
            writer.Write((short)1);
            writer.Write((short)1);
            writer.Write(8000);
            writer.Write(8000);
            writer.Write((short)1);
            writer.Write((short)8);
            writer.Write("data"u8);
            writer.Write(8000 * seconds);
            writer.Write(new byte[8000 * seconds]);
        }

        return buffer.ToArray();
    }

    private static string Example(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, path)))
            {
                return Path.Combine(folder.FullName, path);
            }
        }

        throw new FileNotFoundException(path);
    }
}
