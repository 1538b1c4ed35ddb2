using Seedance.Tests.Samples;

namespace Seedance.Tests;

/// <summary>What a local image says about itself, and when it is incomplete.</summary>
public sealed class ImageProbeTests : IDisposable
{
    private readonly SampleFolder _folder = new();

    /// <summary>Images by what is special about them, and the extension that each calls for.</summary>
    public static TheoryData<string, byte[], string> Complete => new()
    {
        { "a PNG", PngSample.Build(), "png" },
        { "a PNG with bytes behind its end", [.. PngSample.Build(), .. "comment"u8], "png" },
        { "a JPEG", JpegSample.Build(), "jpg" },
        { "a progressive JPEG", JpegSample.Build(isProgressive: true), "jpg" },
        { "a JPEG with bytes behind its end", [.. JpegSample.Build(), 0xFF, 0xD8, 0xFF, 0xE1, 0, 200], "jpg" },
        { "a WebP", RiffSample.WebP(), "webp" },
        { "an extended WebP", RiffSample.WebP(orientation: 1), "webp" },
        { "a WebP with bytes behind its end", [.. RiffSample.WebP(), 1, 2, 3], "webp" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Complete))]
    public void An_image_has_a_size(string what, byte[] content, string extension)
    {
        var image = _folder.Open(content);

        Assert.True((SeedanceMediaKind.Image, extension, 64, 36) == (image.MediaKind, image.Extension, image.Width, image.Height), what);
    }

    [Theory]
    [InlineData(1, 64, 36)]
    [InlineData(3, 64, 36)]
    [InlineData(5, 36, 64)]
    [InlineData(6, 36, 64)]
    [InlineData(7, 36, 64)]
    [InlineData(8, 36, 64)]
    [InlineData(9, 64, 36)]
    public void The_size_is_that_of_the_image_as_it_is_shown(byte orientation, int width, int height)
    {
        Assert.All(
            [JpegSample.Build(orientation: orientation), PngSample.Build(orientation: orientation), RiffSample.WebP(orientation: orientation)],
            content => Assert.Equal((width, height), (_folder.Open(content).Width, _folder.Open(content).Height)));
    }

    [Fact]
    public void Every_truncated_image_is_refused()
    {
        Assert.All([PngSample.Build(), JpegSample.Build(orientation: 6), JpegSample.Build(isProgressive: true), RiffSample.WebP(), RiffSample.WebP(orientation: 6)], sample =>
            Assert.All(Enumerable.Range(0, sample.Length), length => Assert.Null(_folder.OpenOrRefuse(sample[..length]))));
    }

    [Fact]
    public void A_truncated_image_is_said_to_be_incomplete()
    {
        Assert.Equal("is incomplete: it is a PNG image whose end is missing.", _folder.Refuse(PngSample.Build()[..^1]));
        Assert.Equal("is incomplete: it is a JPEG image whose end is missing.", _folder.Refuse(JpegSample.Build()[..^1]));
        Assert.Equal("is incomplete: it is a WebP image whose end is missing.", _folder.Refuse(RiffSample.WebP()[..^1]));
    }

    [Fact]
    public void The_end_of_a_thumbnail_is_not_the_end_of_its_image()
    {
        var image = JpegSample.Build(orientation: 1);

        Assert.StartsWith("is incomplete", _folder.Refuse([.. image[..(2 + ExifSample.BuildSegment(1).Length)], .. image[^12..^2]]), StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_whose_metadata_can_not_be_read_is_an_image_all_the_same()
    {
        // The tag's count is the largest there is.
        var image = JpegSample.Build(orientation: 6);
        Array.Fill(image, (byte)0xFF, 24, 4);

        Assert.Equal("jpg", _folder.Open(image).Extension);
    }
}
