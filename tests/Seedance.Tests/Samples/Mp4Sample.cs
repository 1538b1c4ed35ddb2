using System.Text;

namespace Seedance.Tests.Samples;

/// <summary>A small MP4 or MOV file: boxes that are all right, and data that no player is asked to show.</summary>
internal sealed record Mp4Sample
{
    /// <summary>The first is the major one; none leaves the file type out.</summary>
    public IReadOnlyList<string> Brands { get; init; } = ["isom", "iso2", "avc1", "mp41"];

    public uint Timescale { get; init; } = 1000;

    public ulong Duration { get; init; } = 2000;

    public int Version { get; init; }

    public IReadOnlyList<Mp4Track> Tracks { get; init; } = [new()];

    /// <summary>The content of mvex; null for a movie of one piece.</summary>
    public byte[][]? FragmentDefaults { get; init; }

    /// <summary>Fragments (moof), each followed by data.</summary>
    public IReadOnlyList<byte[]> Fragments { get; init; } = [];

    public byte[] FileType => Brands.Count == 0 ? [] : Box.Of("ftyp", [Ascii(Brands[0]), Box.Zeros(4), .. Brands.Skip(1).Select(Ascii)]);

    public byte[] Movie => Box.Of("moov", [Mp4Track.MediaHeader("mvhd", Version, Timescale, Duration), .. Tracks.Select(track => track.Build()), FragmentDefaults is null ? [] : Box.Of("mvex", FragmentDefaults)]);

    public static byte[] Data => Box.Of("mdat", Box.Zeros(20));

    /// <summary>The file with the movie before its data, as for streaming.</summary>
    public byte[] Build() => Fragments.Count == 0
        ? [.. FileType, .. Movie, .. Data]
        : [.. FileType, .. Movie, .. Fragments.SelectMany(fragment => (byte[])[.. fragment, .. Data])];

    /// <summary>The file as a camera writes it.</summary>
    public byte[] BuildMovieLast() => [.. FileType, .. Data, .. Movie];

    private static byte[] Ascii(string brand) => Encoding.ASCII.GetBytes(brand);
}
