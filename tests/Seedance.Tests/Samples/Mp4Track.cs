using System.Text;

namespace Seedance.Tests.Samples;

/// <summary>A track (trak) of a movie.</summary>
internal sealed record Mp4Track
{
    public uint Id { get; init; } = 1;

    /// <summary>vide, soun, pict or another handler.</summary>
    public string Handler { get; init; } = "vide";

    public bool IsEnabled { get; init; } = true;

    public int Width { get; init; } = 640;

    public int Height { get; init; } = 360;

    /// <summary>Whether it is shown turned by a quarter, as from a phone that was held upright.</summary>
    public bool IsTurned { get; init; }

    public uint Timescale { get; init; } = 600;

    public ulong Duration { get; init; } = 1200;

    /// <summary>Pairs of a count of samples and the units that each one lasts.</summary>
    public IReadOnlyList<(uint Count, uint Time)> Samples { get; init; } = [(48, 25)];

    /// <summary>1 has its times in 64 bits.</summary>
    public int Version { get; init; }

    /// <summary>Whether minf has a handler too, as in a MOV.</summary>
    public bool HasDataHandler { get; init; }

    public byte[] Build() => Box.Of("trak", Header(), Box.Of("mdia", MediaHeader("mdhd", Version, Timescale, Duration), HandlerOf("mhlr", Handler), Media()));

    /// <summary>A mvhd or mdhd.</summary>
    public static byte[] MediaHeader(string type, int version, uint timescale, ulong duration) => version == 1
        ? Box.Full(type, 1, 0, Box.Zeros(16), Box.UInt32(timescale), Box.UInt64(duration), Box.Zeros(4))
        : Box.Full(type, 0, 0, Box.Zeros(8), Box.UInt32(timescale), Box.UInt32((uint)duration), Box.Zeros(4));

    private static byte[] HandlerOf(string component, string type) => Box.Full("hdlr", 0, 0, Encoding.ASCII.GetBytes(component), Encoding.ASCII.GetBytes(type), Box.Zeros(12));

    private byte[] Header()
    {
        const uint one = 0x10000, minusOne = 0xFFFF0000;
        uint[] matrix = IsTurned ? [0, one, 0, minusOne, 0, 0, 0, 0, 0x40000000] : [one, 0, 0, 0, one, 0, 0, 0, 0x40000000];
        byte[][] times = Version == 1
            ? [Box.Zeros(16), Box.UInt32(Id), Box.Zeros(4), Box.UInt64(Duration)]
            : [Box.Zeros(8), Box.UInt32(Id), Box.Zeros(4), Box.UInt32((uint)Duration)];
        return Box.Full("tkhd", Version, IsEnabled ? 3 : 2, [.. times, Box.Zeros(16), .. matrix.Select(Box.UInt32), Box.UInt32((uint)Width << 16), Box.UInt32((uint)Height << 16)]);
    }

    private byte[] Media()
    {
        var times = Box.Full("stts", 0, 0, [Box.UInt32((uint)Samples.Count), .. Samples.SelectMany(entry => new[] { Box.UInt32(entry.Count), Box.UInt32(entry.Time) })]);
        return Box.Of("minf", HasDataHandler ? HandlerOf("dhlr", "url ") : [], Box.Of("stbl", times));
    }
}
