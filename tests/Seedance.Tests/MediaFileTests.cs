using FsCheck;
using FsCheck.Xunit;
using Seedance.Tests.Samples;

namespace Seedance.Tests;

/// <summary>What a local file is, by its content: kind, size, duration, or why it is refused.</summary>
public sealed class MediaFileTests : IDisposable
{
    // One of each kind that is accepted, and of each way to write it.
    private static readonly byte[][] _samples =
    [
        PngSample.Build(orientation: 6),
        JpegSample.Build(orientation: 6),
        JpegSample.Build(isProgressive: true),
        RiffSample.WebP(),
        RiffSample.WebP(orientation: 6),
        new Mp4Sample().Build(),
        new Mp4Sample { Brands = ["qt  "], Tracks = [new() { HasDataHandler = true }] }.BuildMovieLast(),
        new Mp4Sample { FragmentDefaults = [Box.Full("trex", 0, 0, Box.UInt32(1), Box.UInt32(1), Box.UInt32(25), Box.Zeros(8))], Fragments = [Box.Of("moof", Box.Of("traf", Box.Full("tfhd", 0, 0, Box.UInt32(1)), Box.Full("trun", 0, 0x100, Box.UInt32(2), Box.UInt32(25), Box.UInt32(25))))] }.Build(),
        RiffSample.Wav(samples: 20),
        [.. Mp3Sample.Tag(20), .. Mp3Sample.Frame([.. "Xing"u8, 0, 0, 0, 1, 0, 0, 0, 9]), .. Mp3Sample.Build()],
    ];

    private readonly SampleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_image_has_a_size()
    {
        var image = MediaFile.Open(Example("examples/images/meadow.png"));

        Assert.Equal((SeedanceMediaKind.Image, "png", 480, 270), (image.MediaKind, image.Extension, image.Width, image.Height));
        Assert.Equal((Example("examples/images/meadow.png"), new FileInfo(image.Path!).Length), (image.Path, image.Length));
    }

    [Fact]
    public void A_video_has_a_size_a_duration_and_a_frame_rate()
    {
        var video = MediaFile.Open(Example("src/Seedance.Sandbox/Assets/sandbox.mp4"));

        Assert.Equal((SeedanceMediaKind.Video, "mp4", 640, 360, 2.0, 24.0), (video.MediaKind, video.Extension, video.Width, video.Height, video.Duration, video.FrameRate));
    }

    [Fact]
    public void A_name_says_nothing()
    {
        Assert.Equal((SeedanceMediaKind.Audio, "wav"), (_folder.Open(RiffSample.Wav(), "misnamed.png").MediaKind, _folder.Open(RiffSample.Wav(), "misnamed.png").Extension));
        Assert.Equal("png", _folder.Open(PngSample.Build(), "misnamed.mp4").Extension);
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_errors_of_their_own()
    {
        Assert.Throws<MissingFileException>(() => MediaFile.Open(Path.Combine(_folder.Path, "missing.png")));
        Assert.Throws<MissingFileException>(() => MediaFile.Open(Path.Combine(_folder.Path, "no", "such", "folder.png")));
        Assert.Equal($"{_folder.Path} is a folder.", Assert.Throws<InvalidMediaException>(() => MediaFile.Open(_folder.Path)).Message);
        Assert.Throws<InvalidMediaException>(() => MediaFile.Open("fox\0.png"));
    }

    [Fact]
    public void An_empty_file_is_refused() => Assert.Equal("is empty.", _folder.Refuse([], "fox.png"));

    [Theory]
    [InlineData("a GIF image", new byte[] { (byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'9', (byte)'a', 1, 0, 1, 0 })]
    [InlineData("a TIFF or raw image", new byte[] { (byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0 })]
    [InlineData("a BMP image", new byte[] { (byte)'B', (byte)'M', 70, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0 })]
    [InlineData("a WebM or Matroska file", new byte[] { 0x1A, 0x45, 0xDF, 0xA3, 1, 0, 0, 0 })]
    [InlineData("an AVI video", new byte[] { (byte)'R', (byte)'I', (byte)'F', (byte)'F', 4, 0, 0, 0, (byte)'A', (byte)'V', (byte)'I', (byte)' ' })]
    [InlineData("an Ogg file", new byte[] { (byte)'O', (byte)'g', (byte)'g', (byte)'S', 0, 2 })]
    [InlineData("a FLAC audio file", new byte[] { (byte)'f', (byte)'L', (byte)'a', (byte)'C', 0, 0 })]
    [InlineData("an AAC audio file", new byte[] { 0xFF, 0xF1, 0x50, 0x80, 0, 0x1F })]
    public void A_known_format_that_is_not_supported_is_named(string format, byte[] content) =>
        Assert.Equal($"is {format}, which the service does not accept. Supported: PNG, JPEG or WebP images; MP4 or MOV video; MP3 or WAV audio.", _folder.Refuse(content, "fox.png"));

    [Theory]
    [InlineData("a text about a fox")]
    [InlineData("BMW is a car, BMP is an image.")]
    [InlineData("ID3 is a tag, and this is text.")]
    [InlineData("RIFFraff")]
    [InlineData("{\"a\":1}")]
    public void Anything_else_is_not_supported(string text) =>
        Assert.Equal(
            "is not a supported image, video or audio file (detected from its content). Supported: PNG, JPEG or WebP images; MP4 or MOV video; MP3 or WAV audio.",
            _folder.Refuse(System.Text.Encoding.ASCII.GetBytes(text), "fox.png"));

    [Property(MaxTest = 500)]
    public void Any_bytes_are_media_or_refused(byte[] bytes, NonNegativeInt start)
    {
        byte[][] heads = [[], "RIFF\0\0\0\0WAVEfmt "u8.ToArray(), [0, 0, 0, 24, .. "ftypmp42"u8], [0xFF, 0xD8, 0xFF], PngSample.Build()[..16], "RIFF\0\0\0\0WEBPVP8 "u8.ToArray(), Mp3Sample.Tag(0), [0xFF, 0xFB, 0x90, 0x64]];
        _folder.OpenOrRefuse([.. heads[start.Get % heads.Length], .. bytes]);
    }

    [Property(MaxTest = 500)]
    public void Any_changed_or_missing_bytes_leave_media_or_are_refused(NonNegativeInt sample, NonNegativeInt position, byte value, bool isCut)
    {
        var content = _samples[sample.Get % _samples.Length].ToArray();
        var index = (int)((uint)position.Get * 7919u % (uint)content.Length);
        content[index] = value;
        var media = _folder.OpenOrRefuse(isCut ? content[..index] : content);

        Assert.True(media is null or { Duration: null or > 0, FrameRate: null or > 0, Width: null or > 0, Height: null or > 0 });
    }

    [Fact]
    public void Every_byte_of_a_header_that_is_set_to_its_largest_value_leaves_media_or_is_refused()
    {
        foreach (var sample in _samples)
        {
            for (var index = 0; index < Math.Min(sample.Length, 600); index++)
            {
                var content = sample.ToArray();
                content[index] = 0xFF;
                _folder.OpenOrRefuse(content);
            }
        }
    }

    [Fact]
    public void Media_beyond_the_limits_of_the_web_application_is_a_warning_and_not_an_error()
    {
        var video = MediaFile.Open(Example("src/Seedance.Sandbox/Assets/sandbox.mp4"));
        var draft = new SeedanceRequest
        {
            Prompt = "a fox",
            VideoReferences = [video, video with { Duration = 9, FrameRate = 12 }, video with { Duration = 8, Width = 1280, Height = 720 }],
            AudioReferences = [_folder.Open(RiffSample.Wav(samples: 8000), "song.wav") with { Length = 16_000_000 }],
        };

        var (videos, song) = (draft.VideoReferences, draft.AudioReferences[0]);
        Assert.Equal(
            [
                new(ProblemKind.UncommonDuration, RequestField.VideoReference, videos[0], IsWarning: true) { Media = videos[0], Range = new(3, 10) },
                new(ProblemKind.UncommonDimensions, RequestField.VideoReference, videos[0], IsWarning: true) { Media = videos[0], Range = new(720, 2160) },
                new(ProblemKind.UncommonFrameRate, RequestField.VideoReference, videos[1], IsWarning: true) { Media = videos[1], Range = new(24, 60) },
                new(ProblemKind.UncommonDimensions, RequestField.VideoReference, videos[1], IsWarning: true) { Media = videos[1], Range = new(720, 2160) },
                new(ProblemKind.TotalDurationTooLong, RequestField.VideoReference, 19.0, IsWarning: true) { Max = 15 },
                new(ProblemKind.FileTooLarge, RequestField.AudioReference, song, IsWarning: true) { Media = song, Max = 15_000_000 },
                new(ProblemKind.UncommonDuration, RequestField.AudioReference, song, IsWarning: true) { Media = song, Range = new(2, 15) },
            ],
            RequestValidator.FindProblems(draft, VideoModels.Seedance20Fast));
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
