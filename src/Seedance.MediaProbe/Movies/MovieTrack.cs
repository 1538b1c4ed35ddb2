using Seedance.Media;

namespace Seedance.MediaProbe.Movies;

/// <summary>A track (trak) of a movie: what kind it is, its size, and how many samples it has in how long a time.</summary>
internal sealed class MovieTrack
{
    private const double MaxFrameRate = 1000;

    // The letters vide.
    private const uint VideoHandler = 0x76696465;

    private TimeScale _time;
    private double _samples;
    private double _sampleTime;

    public uint Id { get; private set; }

    public bool IsVideo { get; private set; }

    /// <summary>A track that is not, such as the images of chapters, is not played.</summary>
    public bool IsEnabled { get; private set; }

    public int? Width { get; private set; }

    public int? Height { get; private set; }

    /// <summary>Seconds by its samples, else by its header; null where both are unknown.</summary>
    public double? Duration => _time.ToSeconds(_sampleTime) ?? _time.ToSeconds(_time.Duration);

    /// <summary>Null where it is unknown or can't be.</summary>
    public double? FrameRate => _samples / Duration is { } rate and > 0 and <= MaxFrameRate ? rate : null;

    public static MovieTrack Read(Stream file, Mp4Box box)
    {
        var track = new MovieTrack();
        track.ReadBoxes(file, box);
        return track;
    }

    /// <summary>Adds samples of a fragment.</summary>
    public void AddSamples(double count, double time)
    {
        _samples += count;
        _sampleTime += time;
    }

    private void ReadBoxes(Stream file, Mp4Box parent)
    {
        foreach (var box in parent.ReadChildren(file))
        {
            switch (box.Type)
            {
                case "mdia":
                    ReadMedia(file, box);
                    break;
                case "tkhd":
                    ReadHeader(new BoxReader(file, box));
                    break;
            }
        }
    }

    private void ReadMedia(Stream file, Mp4Box parent)
    {
        foreach (var box in parent.ReadChildren(file))
        {
            switch (box.Type)
            {
                case "mdhd":
                    _time = TimeScale.Read(file, box);
                    break;
                case "hdlr":
                    // A MOV has another one in minf, which is about where the data is.
                    var reader = new BoxReader(file, box);
                    reader.Skip(8);
                    IsVideo = reader.ReadUInt32() == VideoHandler;
                    break;
                case "minf":
                    ReadSampleTimes(file, box);
                    break;
            }
        }
    }

    private void ReadHeader(BoxReader reader)
    {
        const int enabledFlag = 1;
        var versionAndFlags = reader.ReadUInt32();
        var isLong = versionAndFlags >> 24 == 1;
        IsEnabled = (versionAndFlags & enabledFlag) != 0;

        // The dates; behind the id a reserved field, the duration, two more reserved ones, layer, group, volume and another reserved one.
        reader.Skip(isLong ? 16 : 8);
        Id = reader.ReadUInt32();
        reader.Skip((isLong ? 12 : 8) + 16);

        // A matrix of three columns and rows. Turned by a quarter, the first and the fifth number are 0 and the second and the fourth are not.
        var (a, b) = (reader.ReadUInt32(), reader.ReadUInt32());
        reader.Skip(4);
        var (c, d) = (reader.ReadUInt32(), reader.ReadUInt32());
        reader.Skip(16);
        var isTurned = a == 0 && d == 0 && b != 0 && c != 0;

        // 16 bits before the binary point and 16 behind it.
        var (width, height) = ((int)(reader.ReadUInt32() >> 16), (int)(reader.ReadUInt32() >> 16));
        if (width > 0 && height > 0)
        {
            (Width, Height) = isTurned ? (height, width) : (width, height);
        }
    }

    private void ReadSampleTimes(Stream file, Mp4Box media)
    {
        foreach (var table in media.ReadChildren(file).Where(box => box.Type == "stbl"))
        {
            foreach (var times in table.ReadChildren(file).Where(box => box.Type == "stts"))
            {
                const int entrySize = 8;
                var reader = new BoxReader(file, times);
                reader.Skip(4);
                for (var entries = reader.ReadUInt32(); entries > 0 && reader.Left >= entrySize; entries--)
                {
                    var count = reader.ReadUInt32();
                    AddSamples(count, (double)count * reader.ReadUInt32());
                }
            }
        }
    }
}
