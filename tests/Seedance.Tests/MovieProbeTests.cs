using System.Text;
using Seedance.Tests.Samples;

namespace Seedance.Tests;

/// <summary>What a local MP4 or MOV says about itself, and which files of the same boxes are refused.</summary>
public sealed class MovieProbeTests : IDisposable
{
    private static readonly Mp4Track _audio = new() { Id = 2, Handler = "soun", Width = 0, Height = 0, Timescale = 48_000, Duration = 96_000, Samples = [(94, 1024)] };

    // A fragmented movie has no samples of its own, and no duration.
    private static readonly Mp4Track _fragmentedTrack = new() { Duration = 0, Samples = [] };
    private static readonly Mp4Sample _fragmented = new() { Duration = 0, Tracks = [_fragmentedTrack], FragmentDefaults = [SampleDefaults(track: 1, time: 25)] };

    private readonly SampleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("isom")]
    [InlineData("iso2")]
    [InlineData("iso6")]
    [InlineData("isoa")]
    [InlineData("mp41")]
    [InlineData("mp42")]
    [InlineData("avc1")]
    [InlineData("dash")]
    [InlineData("cmfc")]
    [InlineData("M4V ")]
    [InlineData("MSNV")]
    [InlineData("XAVC")]
    [InlineData("abcd", "mp42")]
    public void An_MP4_is_video_with_a_size_a_duration_and_a_frame_rate(params string[] brands)
    {
        var video = _folder.Open(new Mp4Sample { Brands = brands }.Build());

        Assert.Equal((SeedanceMediaKind.Video, "mp4", 640, 360, 2.0, 24.0), (video.MediaKind, video.Extension, video.Width, video.Height, video.Duration, video.FrameRate));
    }

    [Theory]
    [InlineData("an AVIF image", "avif", "mif1", "miaf")]
    [InlineData("an AVIF image", "avis", "avif", "msf1", "iso8")]
    [InlineData("an AVIF image", "mif1", "avif", "miaf")]
    [InlineData("a HEIC image", "heic", "mif1")]
    [InlineData("a HEIC image", "heix", "mif1")]
    [InlineData("a HEIC image", "hevc", "msf1", "iso8")]
    [InlineData("a HEIC image", "mif1", "mif1", "heic")]
    [InlineData("a HEIF image", "mif1", "mif1")]
    [InlineData("an M4A audio file", "M4A ", "isom", "mp42")]
    [InlineData("a 3GP video", "3gp5", "isom")]
    [InlineData("a 3G2 video", "3g2a", "isom")]
    [InlineData("a Flash video", "f4v ", "isom", "mp42")]
    [InlineData("a Canon raw image", "crx ", "isom")]
    [InlineData("a JPEG 2000 image", "jp2 ", "jp2 ")]
    public void Another_format_of_the_same_boxes_is_refused_whatever_its_name_is(string format, params string[] brands)
    {
        var refusal = $"is {format}, which the service does not accept. Supported: PNG, JPEG or WebP images; MP4 or MOV video; MP3 or WAV audio.";

        // Images keep what they are in a box meta, and sequences have tracks too.
        Assert.Equal(refusal, _folder.Refuse([.. new Mp4Sample { Brands = brands }.FileType, .. Box.Of("meta", Box.Zeros(40)), .. Mp4Sample.Data], "image.jpg"));
        Assert.Equal(refusal, _folder.Refuse(new Mp4Sample { Brands = brands }.Build(), "movie.mp4"));
    }

    [Fact]
    public void A_JPEG_2000_image_begins_with_a_box_of_its_own() =>
        Assert.StartsWith("is a JPEG 2000 image", _folder.Refuse([.. Box.Of("jP  ", [0x0D, 0x0A, 0x87, 0x0A]), .. new Mp4Sample { Brands = ["jp2 ", "jp2 "] }.FileType, .. Box.Of("jp2h", Box.Zeros(10))]), StringComparison.Ordinal);

    [Fact]
    public void An_unknown_brand_is_refused() =>
        Assert.StartsWith("is not a supported image, video or audio file (detected from its content).", _folder.Refuse(new Mp4Sample { Brands = ["abcd", "efgh"] }.Build()), StringComparison.Ordinal);

    [Fact]
    public void A_movie_without_a_video_track_is_refused()
    {
        Assert.Equal("has no video track.", _folder.Refuse(new Mp4Sample { Tracks = [_audio] }.Build(), "song.mp3"));
        Assert.Equal("has no video track.", _folder.Refuse(new Mp4Sample { Tracks = [_audio], Brands = ["qt  "] }.Build(), "song.mov"));
        Assert.Equal("has no video track.", _folder.Refuse(new Mp4Sample { Tracks = [new() { Handler = "pict" }] }.Build()));
        Assert.Equal("has no video track.", _folder.Refuse(new Mp4Sample { Tracks = [] }.Build()));
    }

    [Fact]
    public void A_MOV_has_a_frame_rate_although_its_data_has_a_handler_too()
    {
        var video = _folder.Open(new Mp4Sample { Brands = ["qt  "], Tracks = [new() { HasDataHandler = true }, _audio with { HasDataHandler = true }] }.BuildMovieLast());

        Assert.Equal((SeedanceMediaKind.Video, "mov", 640, 360, 2.0, 24.0), (video.MediaKind, video.Extension, video.Width, video.Height, video.Duration, video.FrameRate));
    }

    [Fact]
    public void A_MOV_from_before_file_types_is_known_by_its_movie()
    {
        var movie = new Mp4Sample { Brands = [] };
        byte[][] files = [movie.Build(), movie.BuildMovieLast(), [.. Box.Of("wide"), .. movie.BuildMovieLast()], [.. Box.Of("free", Box.Zeros(4)), .. movie.Build()], [.. Box.Of("skip"), .. movie.Build()]];

        Assert.All(files, file => Assert.Equal("mov", _folder.Open(file).Extension));
        Assert.Equal("has no video track.", _folder.Refuse((movie with { Tracks = [_audio] }).Build()));
    }

    [Theory]
    [InlineData("The free fox jumps over the lazy dog.")]
    [InlineData("The skip of a beat.")]
    public void Text_that_happens_to_have_the_letters_of_a_box_is_no_movie(string text) =>
        Assert.StartsWith("is not a supported", _folder.Refuse(Encoding.ASCII.GetBytes(text), "fox.mov"), StringComparison.Ordinal);

    [Fact]
    public void The_size_and_the_frame_rate_are_those_of_the_video_that_is_played()
    {
        var chapters = new Mp4Track { Id = 3, IsEnabled = false, Width = 100, Height = 50, Samples = [(2, 600)] };

        var video = _folder.Open(new Mp4Sample { Tracks = [_audio, chapters, new() { IsTurned = true }] }.Build());

        Assert.Equal((360, 640, 24.0), (video.Width, video.Height, video.FrameRate));
        Assert.Equal((100, 1.0), (_folder.Open(new Mp4Sample { Tracks = [chapters] }.Build()).Width, _folder.Open(new Mp4Sample { Tracks = [chapters] }.Build()).FrameRate));
    }

    [Fact]
    public void A_frame_rate_is_the_average_of_all_samples()
    {
        Assert.Equal(30_000 / 1001.0, OpenWith(new() { Timescale = 30_000, Samples = [(100, 1001), (50, 1001)] }).FrameRate!.Value, 6);
        Assert.Equal(20, OpenWith(new() { Samples = [(10, 20), (10, 40)] }).FrameRate!.Value, 6);
    }

    [Fact]
    public void What_a_movie_does_not_say_is_unknown_and_never_0()
    {
        Assert.Null(OpenWith(new() { Timescale = 0 }).FrameRate);
        Assert.Null(OpenWith(new() { Samples = [] }).FrameRate);
        Assert.Null(OpenWith(new() { Samples = [(uint.MaxValue, 1)], Timescale = 60_000 }).FrameRate);
        Assert.Null(OpenWith(new() { Width = 0 }).Width);

        // Without a duration of its own a movie is as long as its video.
        Assert.Equal(2, _folder.Open(new Mp4Sample { Duration = 0 }.Build()).Duration);
        Assert.Equal(2, _folder.Open(new Mp4Sample { Duration = uint.MaxValue }.Build()).Duration);
        Assert.Equal(2, _folder.Open(new Mp4Sample { Duration = ulong.MaxValue, Version = 1 }.Build()).Duration);
        Assert.Equal(2, _folder.Open(new Mp4Sample { Timescale = 0 }.Build()).Duration);
        Assert.Null(_folder.Open(new Mp4Sample { Duration = 0, Tracks = [new() { Duration = 0, Samples = [] }] }.Build()).Duration);
    }

    [Fact]
    public void Times_may_be_in_64_bits()
    {
        var video = _folder.Open(new Mp4Sample { Version = 1, Duration = 10_000_000_000_000, Tracks = [new() { Version = 1, Duration = 1200 }] }.Build());

        Assert.Equal((10_000_000_000.0, 24.0, 640, 360), (video.Duration, video.FrameRate, video.Width, video.Height));
    }

    [Fact]
    public void A_fragmented_movie_is_as_long_as_its_header_says()
    {
        var header = Box.Full("mehd", 0, 0, Box.UInt32(5000));
        var longHeader = Box.Full("mehd", 1, 0, Box.UInt64(5000));

        Assert.Equal(5, _folder.Open((_fragmented with { FragmentDefaults = [header, SampleDefaults(1, 25)], Fragments = [Fragment(Run(48))] }).Build()).Duration);
        Assert.Equal(5, _folder.Open((_fragmented with { FragmentDefaults = [longHeader, SampleDefaults(1, 25)], Fragments = [Fragment(Run(48))] }).Build()).Duration);
    }

    [Fact]
    public void A_fragmented_movie_without_that_is_as_long_as_its_fragments()
    {
        byte[] byDefault = Fragment(Run(24));
        byte[] byFragment = Fragment(Run(12), time: 50);
        byte[] bySample = Fragment(Run(24, times: Enumerable.Repeat(25u, 24)));
        byte[] ofAudio = Fragment(Run(1000), track: 2);

        var video = _folder.Open((_fragmented with { Fragments = [byDefault, ofAudio, byFragment, bySample] }).Build());

        Assert.Equal((3.0, 20.0), (video.Duration, video.FrameRate));

        // A first part of the movie may be in one piece.
        Assert.Equal(4, _folder.Open((_fragmented with { Duration = 2000, Tracks = [new()], Fragments = [byDefault, byDefault] }).Build()).Duration);
    }

    [Fact]
    public void A_fragmented_movie_that_does_not_say_how_long_it_is_has_no_duration()
    {
        var video = _folder.Open((_fragmented with { FragmentDefaults = [SampleDefaults(1, 0)], Fragments = [Fragment(Run(24))] }).Build());

        Assert.Equal((null, null), (video.Duration, video.FrameRate));
    }

    [Fact]
    public void A_run_of_samples_that_is_larger_than_its_box_ends_with_the_box()
    {
        var run = Box.Full("trun", 0, 0x100, Box.UInt32(uint.MaxValue), Box.UInt32(600), Box.UInt32(600));

        Assert.Equal(2, _folder.Open((_fragmented with { Fragments = [Fragment(run)] }).Build()).Duration);
    }

    [Fact]
    public void Every_truncated_movie_is_refused()
    {
        Assert.All([new Mp4Sample().Build(), new Mp4Sample().BuildMovieLast(), new Mp4Sample { Brands = ["qt  "] }.BuildMovieLast(), new Mp4Sample { Brands = [] }.Build()], sample =>
            Assert.All(Enumerable.Range(0, sample.Length), length => Assert.Null(_folder.OpenOrRefuse(sample[..length]))));
        Assert.Equal("is incomplete: it is an MP4 video whose end is missing.", _folder.Refuse(new Mp4Sample().Build()[..^1]));
        Assert.Equal("is incomplete: it is a MOV video whose end is missing.", _folder.Refuse(new Mp4Sample { Brands = ["qt  "] }.BuildMovieLast()[..^1]));
    }

    [Fact]
    public void Bytes_behind_the_last_box_that_are_no_box_are_passed_over() =>
        Assert.Equal("mp4", _folder.Open([.. new Mp4Sample().Build(), .. Box.Zeros(100)]).Extension);

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MaxValue - 20)]
    [InlineData(0)]
    [InlineData(15)]
    public void A_size_that_overflows_a_sum_is_no_error(ulong size)
    {
        var sample = new Mp4Sample();

        Assert.StartsWith("is incomplete", _folder.Refuse([.. sample.FileType, .. sample.Movie, .. Box.WithLongSize(size, "mdat", Box.Zeros(20))]), StringComparison.Ordinal);
        Assert.Equal("has no video track.", _folder.Refuse([.. sample.FileType, .. Box.Of("moov", Box.WithLongSize(size, "mvhd", Box.Zeros(20)), new Mp4Track().Build()), .. Mp4Sample.Data]));
    }

    private SeedanceMedia OpenWith(Mp4Track track) => _folder.Open(new Mp4Sample { Tracks = [track] }.Build());

    private static byte[] SampleDefaults(uint track, uint time) => Box.Full("trex", 0, 0, Box.UInt32(track), Box.UInt32(1), Box.UInt32(time), Box.Zeros(8));

    private static byte[] Fragment(byte[] run, uint track = 1, uint? time = null)
    {
        const int baseOffset = 1, description = 2, duration = 8;
        var header = time is { } value
            ? Box.Full("tfhd", 0, baseOffset | description | duration, Box.UInt32(track), Box.Zeros(8), Box.UInt32(1), Box.UInt32(value))
            : Box.Full("tfhd", 0, 0, Box.UInt32(track));
        return Box.Of("moof", Box.Full("mfhd", 0, 0, Box.UInt32(1)), Box.Of("traf", header, run));
    }

    private static byte[] Run(uint count, IEnumerable<uint>? times = null)
    {
        // Offset and first flags before the samples, and three more fields for each.
        const int fields = 1 | 4 | 0x100 | 0x200 | 0x400 | 0x800;
        return times is null
            ? Box.Full("trun", 0, 0, Box.UInt32(count))
            : Box.Full("trun", 0, fields, [Box.UInt32(count), Box.Zeros(8), .. times.Select(time => (byte[])[.. Box.UInt32(time), .. Box.Zeros(12)])]);
    }
}
