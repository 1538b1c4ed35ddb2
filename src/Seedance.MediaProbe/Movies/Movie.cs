using Seedance.Media;

namespace Seedance.MediaProbe.Movies;

/// <summary>The box moov of an MP4 or MOV file: its tracks and how long it is.</summary>
internal sealed class Movie
{
    private readonly List<MovieTrack> _tracks = [];
    private readonly Dictionary<uint, uint> _defaultSampleTimes = [];
    private readonly Stream _file;
    private TimeScale _time;
    private double _fragmentsDuration;
    private bool _isFragmented;

    private Movie(Stream file) => _file = file;

    /// <summary>The first video track that is played, else the first; null when there is none.</summary>
    public MovieTrack? Video => _tracks.Find(track => track.IsVideo && track.IsEnabled) ?? _tracks.Find(track => track.IsVideo);

    /// <summary>Seconds; null where they are unknown.</summary>
    /// <remarks>A movie's own duration is 0 in a fragmented file, or that of its first part.</remarks>
    public double? Duration => _isFragmented
        ? _time.ToSeconds(_fragmentsDuration) ?? Video?.Duration
        : _time.ToSeconds(_time.Duration) ?? Video?.Duration;

    public static Movie Read(Stream file, Mp4Box box, IEnumerable<Mp4Box> fragments)
    {
        var movie = new Movie(file);
        movie.ReadBoxes(box);
        if (movie is { _isFragmented: true, Video: { } video })
        {
            movie._defaultSampleTimes.TryGetValue(video.Id, out var defaultTime);
            foreach (var fragment in fragments)
            {
                MovieFragments.AddSamples(file, fragment, video, defaultTime);
            }
        }

        return movie;
    }

    private void ReadBoxes(Mp4Box parent)
    {
        foreach (var box in parent.ReadChildren(_file))
        {
            switch (box.Type)
            {
                case "mvhd":
                    _time = TimeScale.Read(_file, box);
                    break;
                case "trak":
                    _tracks.Add(MovieTrack.Read(_file, box));
                    break;
                case "mvex":
                    _isFragmented = true;
                    ReadFragmentDefaults(box);
                    break;
            }
        }
    }

    private void ReadFragmentDefaults(Mp4Box parent)
    {
        foreach (var box in parent.ReadChildren(_file))
        {
            var reader = new BoxReader(_file, box);
            switch (box.Type)
            {
                case "mehd":
                    _fragmentsDuration = reader.ReadUInt32() >> 24 == 1 ? reader.ReadUInt64() : reader.ReadUInt32();
                    break;
                case "trex":
                    reader.Skip(4);
                    var track = reader.ReadUInt32();
                    reader.Skip(4);
                    _defaultSampleTimes[track] = reader.ReadUInt32();
                    break;
            }
        }
    }
}
