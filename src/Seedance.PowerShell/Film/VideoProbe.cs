using System.Globalization;
using System.Text.Json;
using Seedance.Api;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Film;

/// <summary>Reads what ffprobe knows of a video.</summary>
internal static class VideoProbe
{
    private const double MaxFrameRate = 240;
    private const string DefaultFrameRate = "25/1";

    private static readonly string[] _videoKeys =
        ["index", "codec_name", "profile", "codec_tag_string", "width", "height", "pix_fmt", "sample_aspect_ratio", "field_order", "color_range", "color_space", "color_transfer", "color_primaries", "avg_frame_rate", "time_base", "extradata_hash"];

    private static readonly string[] _audioKeys =
        ["index", "codec_name", "profile", "codec_tag_string", "sample_fmt", "sample_rate", "channels", "channel_layout", "time_base", "extradata_hash"];

    /// <exception cref="UnreadableVideoException">It is not a video that ffmpeg can read.</exception>
    public static async Task<VideoFacts> ReadAsync(FFmpegTool tool, string path, CancellationToken cancellationToken)
    {
        var json = await tool.ProbeAsync(path, cancellationToken);
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement, path);
        }
        catch (JsonException failure)
        {
            throw new UnreadableVideoException(path, failure.Message);
        }
    }

    /// <summary>Reads a number such as 2.5; null when there is none, or a text such as N/A.</summary>
    public static double? ParseNumber(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !double.IsNaN(number) && !double.IsInfinity(number) ? number : null;

    private static VideoFacts Read(JsonElement root, string path)
    {
        var streams = root.GetPropertyOrNull("streams").EnumerateOrEmpty().ToList();

        // A cover is a video stream of one image.
        var video = streams.Where(stream => IsOf(stream, "video") && stream.GetPropertyOrNull("disposition")?.GetInt32OrNull("attached_pic") != 1).Cast<JsonElement?>().FirstOrDefault()
            ?? throw new UnreadableVideoException(path, FilmText.NoVideoTrack);
        var audio = streams.Where(stream => IsOf(stream, "audio")).Cast<JsonElement?>().FirstOrDefault();
        var format = root.GetPropertyOrNull("format");
        var start = ParseNumber(format?.GetStringOrNull("start_time")) ?? 0;
        var duration = ParseNumber(format?.GetStringOrNull("duration")) is > 0 and var seconds ? seconds : throw new UnreadableVideoException(path, FilmText.NoDuration);
        var (width, height, isSquare) = ReadSize(video, path);
        var (rate, framesPerSecond) = ReadFrameRate(video);
        return new VideoFacts
        {
            Path = path,
            Index = video.GetInt32OrNull("index") ?? 0,
            StreamKey = KeyOf(video, _videoKeys) + RotationOf(video).ToString(CultureInfo.InvariantCulture),
            Width = width,
            Height = height,
            HasSquarePixels = isSquare,
            FrameRate = rate,
            FramesPerSecond = framesPerSecond,
            VideoEnd = EndOf(video, start) ?? duration,
            Duration = duration,
            Audio = audio is { } stream ? ReadAudio(stream, start, duration) : null,
        };
    }

    private static AudioFacts ReadAudio(JsonElement stream, double start, double duration) => new()
    {
        Index = stream.GetInt32OrNull("index") ?? 0,
        StreamKey = KeyOf(stream, _audioKeys),
        SampleRate = (int?)ParseNumber(stream.GetStringOrNull("sample_rate")) ?? 0,
        Channels = stream.GetInt32OrNull("channels") ?? 0,
        End = EndOf(stream, start) ?? duration,
    };

    private static bool IsOf(JsonElement stream, string type) => stream.GetStringOrNull("codec_type") == type;

    private static string KeyOf(JsonElement stream, IEnumerable<string> keys) => string.Concat(keys.Select(key => stream.GetPropertyOrNull(key)?.GetRawText() + "|"));

    /// <summary>The end of a stream, in seconds from the start of the file; null where the file does not say.</summary>
    private static double? EndOf(JsonElement stream, double start)
    {
        var duration = ParseNumber(stream.GetStringOrNull("duration"))
            ?? (TimeSpan.TryParse(CutTicks(stream.GetPropertyOrNull("tags")?.GetStringOrNull("DURATION")), CultureInfo.InvariantCulture, out var time) ? time.TotalSeconds : null);
        return duration is > 0 ? (ParseNumber(stream.GetStringOrNull("start_time")) ?? start) - start + duration : null;
    }

    // Matroska names nanoseconds, which a TimeSpan does not have: 00:00:02.000000000.
    private static string? CutTicks(string? time) => time?.Length > 16 ? time.Substring(0, 16) : time;

    private static (int Width, int Height, bool IsSquare) ReadSize(JsonElement video, string path)
    {
        var (width, height) = (video.GetInt32OrNull("width") ?? 0, video.GetInt32OrNull("height") ?? 0);
        if (width <= 0 || height <= 0)
        {
            throw new UnreadableVideoException(path, FilmText.NoVideoTrack);
        }

        var aspect = Divide(video.GetStringOrNull("sample_aspect_ratio"), ':') is > 0 and var ratio ? ratio : 1;
        var shown = (int)Math.Max(1, Math.Round(width * aspect));
        return RotationOf(video) % 180 == 0 ? (shown, height, aspect == 1) : (height, shown, aspect == 1);
    }

    private static int RotationOf(JsonElement video) =>
        video.GetPropertyOrNull("side_data_list").EnumerateOrEmpty().Select(data => data.GetInt32OrNull("rotation")).FirstOrDefault(rotation => rotation is not null)
            ?? (int?)ParseNumber(video.GetPropertyOrNull("tags")?.GetStringOrNull("rotate")) ?? 0;

    private static (string Rate, double FramesPerSecond) ReadFrameRate(JsonElement video)
    {
        foreach (var key in new[] { "avg_frame_rate", "r_frame_rate" })
        {
            if (video.GetStringOrNull(key) is { } rate && Divide(rate, '/') is >= 1 and <= MaxFrameRate and var value)
            {
                return (rate, value);
            }
        }

        return (DefaultFrameRate, Divide(DefaultFrameRate, '/')!.Value);
    }

    private static double? Divide(string? fraction, char separator) =>
        fraction?.Split(separator) is [var above, var below] && ParseNumber(above) is { } numerator && ParseNumber(below) is { } denominator && denominator != 0 ? numerator / denominator : null;
}
