using Seedance.Media;

namespace Seedance.MediaProbe.Movies;

/// <summary>The fragments (moof) of a movie, which say in many places what a movie of one piece says in one.</summary>
internal static class MovieFragments
{
    /// <summary>Adds to the track the samples that it has in the fragment. Where the fragment doesn't say how long one is, it is the default time.</summary>
    public static void AddSamples(Stream file, Mp4Box fragment, MovieTrack track, uint defaultTime)
    {
        foreach (var part in fragment.ReadChildren(file).Where(box => box.Type == "traf"))
        {
            var (id, time) = (0u, defaultTime);
            foreach (var box in part.ReadChildren(file))
            {
                switch (box.Type)
                {
                    case "tfhd":
                        (id, time) = ReadHeader(new BoxReader(file, box), defaultTime);
                        break;
                    case "trun" when id == track.Id:
                        AddRun(new BoxReader(file, box), track, time);
                        break;
                }
            }
        }
    }

    private static (uint Id, uint Time) ReadHeader(BoxReader reader, uint defaultTime)
    {
        const int baseOffset = 1, description = 2, duration = 8;
        var flags = reader.ReadUInt32();
        var id = reader.ReadUInt32();
        reader.Skip(((flags & baseOffset) == 0 ? 0 : 8) + ((flags & description) == 0 ? 0 : 4));
        return (id, (flags & duration) == 0 ? defaultTime : reader.ReadUInt32());
    }

    private static void AddRun(BoxReader reader, MovieTrack track, uint defaultTime)
    {
        const uint dataOffset = 1, firstFlags = 4, duration = 0x100, size = 0x200, sampleFlags = 0x400, timeOffset = 0x800;
        var flags = reader.ReadUInt32();
        var count = reader.ReadUInt32();
        if ((flags & duration) == 0)
        {
            track.AddSamples(count, (double)count * defaultTime);
            return;
        }

        reader.Skip(Length(dataOffset) + Length(firstFlags));
        var rest = Length(size) + Length(sampleFlags) + Length(timeOffset);
        for (; count > 0 && reader.Left >= sizeof(uint) + rest; count--)
        {
            track.AddSamples(1, reader.ReadUInt32());
            reader.Skip(rest);
        }

        int Length(uint field) => (flags & field) == 0 ? 0 : sizeof(uint);
    }
}
