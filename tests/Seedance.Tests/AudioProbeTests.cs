using Seedance.Tests.Samples;

namespace Seedance.Tests;

/// <summary>What a local audio file says about itself, and when it is refused.</summary>
public sealed class AudioProbeTests : IDisposable
{
    private readonly SampleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_WAV_is_as_long_as_its_samples_and_not_as_its_file()
    {
        var audio = _folder.Open(RiffSample.Wav(samples: 24_000, before: RiffSample.Chunk("LIST", new byte[4001]), after: RiffSample.Chunk("id3 ", new byte[4000])));

        Assert.Equal((SeedanceMediaKind.Audio, "wav", 3.0), (audio.MediaKind, audio.Extension, audio.Duration));
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(uint.MaxValue)]
    public void A_WAV_that_was_streamed_lasts_to_the_end_of_its_file(uint dataSize) =>
        Assert.Equal(3, _folder.Open(RiffSample.Wav(samples: 24_000, dataSize)).Duration);

    [Fact]
    public void A_WAV_without_samples_has_no_duration() => Assert.Null(_folder.Open(RiffSample.Wav(samples: 0)).Duration);

    [Fact]
    public void A_WAV_of_compressed_samples_has_no_duration()
    {
        // Microsoft's ADPCM.
        var audio = RiffSample.Wav();
        audio[20] = 2;

        Assert.Equal(("wav", null), (_folder.Open(audio).Extension, _folder.Open(audio).Duration));
    }

    [Fact]
    public void Every_truncated_WAV_is_refused()
    {
        var sample = RiffSample.Wav(samples: 20);

        Assert.All(Enumerable.Range(0, sample.Length), length => Assert.Null(_folder.OpenOrRefuse(sample[..length])));
        Assert.Equal("is incomplete: it is a WAV audio file whose end is missing.", _folder.Refuse(sample[..^1]));
    }

    public static TheoryData<string, byte[]> Mp3Files => new()
    {
        { "frames alone", Mp3Sample.Build() },
        { "one frame", Mp3Sample.Build(frames: 1) },
        { "a frame that was cut", Mp3Sample.Build()[..^100] },
        { "a tag before", [.. Mp3Sample.Tag(), .. Mp3Sample.Build()] },
        { "two tags before", [.. Mp3Sample.Tag(), .. Mp3Sample.Tag(5), .. Mp3Sample.Build()] },
        { "padding behind the tag", [.. Mp3Sample.Tag(), .. new byte[2000], .. Mp3Sample.Build()] },
        { "a tag behind", [.. Mp3Sample.Build(frames: 1), .. "TAG"u8, .. new byte[125]] },
    };

    [Theory]
    [MemberData(nameof(Mp3Files))]
    public void An_MP3_is_known_by_its_frames(string what, byte[] content)
    {
        var audio = _folder.Open(content);

        Assert.True((SeedanceMediaKind.Audio, "mp3", null) == (audio.MediaKind, audio.Extension, audio.Duration), what);
    }

    [Fact]
    public void An_MP3_is_as_long_as_its_first_frame_says()
    {
        // 1000 frames of 1152 samples, 44,100 a second.
        byte[] frames = [0, 0, 0x03, 0xE8];
        byte[][] counts = [[.. "Xing"u8, 0, 0, 0, 1, .. frames], [.. "Info"u8, 0, 0, 0, 0xF, .. frames], [.. "VBRI"u8, .. new byte[10], .. frames]];

        Assert.All(counts, count => Assert.Equal(1_152_000 / 44_100.0, _folder.Open([.. Mp3Sample.Tag(), .. Mp3Sample.Frame(count), .. Mp3Sample.Build()]).Duration!.Value, 6));
        Assert.Null(_folder.Open([.. Mp3Sample.Frame([.. "Xing"u8, 0, 0, 0, 2, .. frames]), .. Mp3Sample.Build()]).Duration);
    }

    [Theory]
    [InlineData(0xFF, 0xFB, 0xF0)] // a reserved bit rate
    [InlineData(0xFF, 0xFB, 0x00)] // a free bit rate
    [InlineData(0xFF, 0xFB, 0x9C)] // a reserved sample rate
    [InlineData(0xFF, 0xEB, 0x90)] // a reserved version
    [InlineData(0xFF, 0xFD, 0x90)] // layer II
    [InlineData(0xFF, 0xFF, 0x90)] // layer I
    [InlineData(0xFF, 0xFE, 0x41)] // UTF-16 text
    public void Bytes_that_are_no_header_of_layer_III_are_not_an_MP3(byte first, byte second, byte third) =>
        Assert.StartsWith("is not a supported image, video or audio file (detected from its content).", _folder.Refuse([first, second, third, .. new byte[2000]], "song.mp3"), StringComparison.Ordinal);

    [Fact]
    public void One_header_that_nothing_follows_is_chance() => _folder.Refuse([.. Mp3Sample.Frame(), .. new byte[100]], "song.mp3");

    [Fact]
    public void A_tag_before_other_audio_makes_no_MP3_of_it()
    {
        Assert.StartsWith("is a FLAC audio file, which the service does not accept.", _folder.Refuse([.. Mp3Sample.Tag(), .. "fLaC"u8, .. new byte[100]], "song.mp3"), StringComparison.Ordinal);
        Assert.StartsWith("is an AAC audio file, which the service does not accept.", _folder.Refuse([.. Mp3Sample.Tag(), 0xFF, 0xF1, 0x50, 0x80, .. new byte[100]], "song.mp3"), StringComparison.Ordinal);
        Assert.Equal("is incomplete: it is an MP3 audio file whose end is missing.", _folder.Refuse(Mp3Sample.Tag(), "song.mp3"));
        Assert.Equal("is incomplete: it is an MP3 audio file whose end is missing.", _folder.Refuse(Mp3Sample.Tag()[..^10], "song.mp3"));
    }
}
