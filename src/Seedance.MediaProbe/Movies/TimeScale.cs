using System.Runtime.InteropServices;
using Seedance.Media;

namespace Seedance.MediaProbe.Movies;

/// <summary>The header of a movie (mvhd) or of a track's media (mdhd): units per second, and the duration in them, which is 0 where it is unknown.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TimeScale(uint UnitsPerSecond, double Duration)
{
    public static TimeScale Read(Stream file, Mp4Box box)
    {
        var reader = new BoxReader(file, box);

        // Version 1 has its times in 64 bits. The dates are first; all bits set mean an unknown duration.
        if (reader.ReadUInt32() >> 24 == 1)
        {
            reader.Skip(16);
            var units = reader.ReadUInt32();
            return new TimeScale(units, reader.ReadUInt64() is var duration and not ulong.MaxValue ? duration : 0);
        }
        else
        {
            reader.Skip(8);
            var units = reader.ReadUInt32();
            return new TimeScale(units, reader.ReadUInt32() is var duration and not uint.MaxValue ? duration : 0);
        }
    }

    /// <summary>Seconds; null where either number is unknown.</summary>
    public double? ToSeconds(double duration) => UnitsPerSecond > 0 && duration > 0 ? duration / UnitsPerSecond : null;
}
