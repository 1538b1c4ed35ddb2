using FsCheck.Xunit;
using Seedance.Tests.Samples;

namespace Seedance.Tests;

/// <summary>Whether a download is a complete MP4 file, by its boxes.</summary>
public sealed class Mp4FileTests
{
    private static readonly byte[] _fileType = new Mp4Sample().FileType;
    private static readonly byte[] _movie = new Mp4Sample().Movie;

    /// <summary>Complete files by what is special about them.</summary>
    public static TheoryData<string, byte[]> Complete => new()
    {
        { "the movie before its data", new Mp4Sample().Build() },
        { "the movie behind its data", new Mp4Sample().BuildMovieLast() },
        { "a size in 64 bits", [.. _fileType, .. _movie, .. Box.Long("mdat", Box.Zeros(20))] },
        { "a last box to the end of the file", [.. _fileType, .. _movie, .. Box.WithSize(0, "mdat", Box.Zeros(20))] },
        { "data without a byte", [.. _fileType, .. _movie, .. Box.Of("mdat")] },
        { "data in two boxes", [.. _fileType, .. _movie, .. Mp4Sample.Data, .. Mp4Sample.Data] },
        { "the movie twice", [.. _fileType, .. _movie, .. Mp4Sample.Data, .. _movie] },
        { "a box of an unknown type", [.. _fileType, .. Box.Of("abcd", Box.Zeros(3)), .. _movie, .. Mp4Sample.Data] },
    };

    /// <summary>Files that are not complete, by what is wrong with them.</summary>
    public static TheoryData<string, byte[]> Incomplete => new()
    {
        { "empty", [] },
        { "an HTML page", "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head></html>"u8.ToArray() },
        { "no file type", [.. _movie, .. Mp4Sample.Data] },
        { "the file type is not first", [.. _movie, .. _fileType, .. Mp4Sample.Data] },
        { "no movie", [.. _fileType, .. Mp4Sample.Data] },
        { "no data", [.. _fileType, .. _movie] },
        { "a box beyond the end", [.. _fileType, .. _movie, .. Box.WithSize(29, "mdat", Box.Zeros(20))] },
        { "the largest size in 32 bits", [.. _fileType, .. _movie, .. Box.WithSize(uint.MaxValue, "mdat", Box.Zeros(20))] },
        { "a size smaller than its header", [.. _fileType, .. _movie, .. Box.WithSize(7, "mdat", Box.Zeros(20))] },
        { "a size in 64 bits beyond the end", [.. _fileType, .. _movie, .. Box.WithLongSize(37, "mdat", Box.Zeros(20))] },
        { "a size in 64 bits smaller than its header", [.. _fileType, .. _movie, .. Box.WithLongSize(15, "mdat", Box.Zeros(20))] },
        { "a size in 64 bits of 0", [.. _fileType, .. _movie, .. Box.WithLongSize(0, "mdat", Box.Zeros(20))] },
        { "a size in 64 bits that overflows a sum", [.. _fileType, .. _movie, .. Box.WithLongSize(long.MaxValue, "mdat", Box.Zeros(20))] },
        { "a negative size", [.. _fileType, .. _movie, .. Box.WithLongSize(ulong.MaxValue, "mdat", Box.Zeros(20))] },
        { "an end within a size in 64 bits", [.. _fileType, .. _movie, .. Box.WithSize(1, "mdat", Box.Zeros(7))] },
        { "bytes behind the last box", [.. new Mp4Sample().Build(), 0, 0, 0, 0] },
    };

    [Theory]
    [MemberData(nameof(Complete))]
    public void A_file_whose_last_box_ends_where_it_does_is_complete(string what, byte[] content) => Assert.True(IsComplete(content), what);

    [Theory]
    [MemberData(nameof(Incomplete))]
    public void A_file_that_lacks_a_part_is_not_complete(string what, byte[] content) => Assert.False(IsComplete(content), what);

    [Property(MaxTest = 500)]
    public void Any_bytes_are_complete_or_not_and_never_an_error(byte[] content)
    {
        _ = IsComplete(content);
        _ = IsComplete([.. _fileType, .. content]);
    }

    [Property(MaxTest = 500)]
    public void Any_changed_byte_is_no_error(int position, byte value)
    {
        foreach (var sample in new[] { new Mp4Sample().Build(), [.. _fileType, .. _movie, .. Box.Long("mdat", Box.Zeros(20))] })
        {
            sample[(position & int.MaxValue) % sample.Length] = value;
            _ = IsComplete(sample);
        }
    }

    [Fact]
    public void No_part_of_a_complete_file_is_complete()
    {
        foreach (var sample in new[] { new Mp4Sample().Build(), new Mp4Sample().BuildMovieLast(), [.. _fileType, .. _movie, .. Box.Long("mdat", Box.Zeros(20))] })
        {
            Assert.All(Enumerable.Range(0, sample.Length), length => Assert.False(IsComplete(sample[..length]), $"{length} of {sample.Length} bytes"));
        }
    }

    private static bool IsComplete(byte[] content) => Mp4File.IsComplete(new MemoryStream(content));
}
