using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Film;

/// <summary>How videos become one film, without and with encoding them again.</summary>
internal sealed class FilmPlan
{
    private const int DefaultSampleRate = 48000;

    /// <summary>Audio that ends so many frames after its video does not make it longer: audio comes in blocks.</summary>
    private const int MaxExtraFrames = 3;

    /// <summary>What AAC can have.</summary>
    private static readonly int[] _sampleRates = [8000, 16000, 22050, 24000, 32000, 44100, DefaultSampleRate, 96000];

    private readonly IReadOnlyList<VideoFacts> _videos;
    private readonly double _crossfade;
    private readonly bool _crops;

    /// <param name="videos">The videos in their order, at least one.</param>
    /// <param name="crops">Whether videos of another shape fill the frame, which cuts off their edges.</param>
    /// <param name="crossfade">For how many seconds each video fades into the next.</param>
    /// <exception cref="InvalidRequestException">A video is shorter than the crossfade.</exception>
    public FilmPlan(IReadOnlyList<VideoFacts> videos, bool crops, double crossfade)
    {
        (_videos, _crops, _crossfade) = (videos, crops, crossfade);
        if (crossfade > 0 && videos.FirstOrDefault(video => LengthOf(video) < crossfade) is { } tooShort)
        {
            throw TooShort(tooShort, LengthOf(tooShort));
        }
    }

    /// <summary>Whether all streams are equal, so that they can be copied.</summary>
    public bool CanCopy => _crossfade == 0 && _videos.All(video => video.HasSameStreams(First) && video.Path.IndexOfAny(['\r', '\n']) < 0);

    /// <summary>The length of the copied film.</summary>
    public double CopiedDuration => _videos.Sum(video => video.Duration);

    /// <summary>The length of the encoded film.</summary>
    public double EncodedDuration => _videos.Sum(LengthOf) - (_crossfade * (_videos.Count - 1));

    /// <summary>By how much the length of the film may differ.</summary>
    public double Tolerance => Math.Max(0.5, 2 * _videos.Count / First.FramesPerSecond);

    private VideoFacts First => _videos[0];

    private int Width => MakeEven(First.Width);

    private int Height => MakeEven(First.Height);

    /// <summary>The list for ffmpeg's concat demuxer: a file in single quotes for each line.</summary>
    public string CopyList => string.Concat(_videos.Select(video => $"file 'file:{video.Path.Replace("'", @"'\''")}'\n"));

    /// <summary>The arguments that copy the streams.</summary>
    public IEnumerable<string> CopyArguments(string list)
    {
        string[] audio = First.Audio is { } stream ? ["-map", FormattableString.Invariant($"0:{stream.Index}")] : [];
        return ["-f", "concat", "-safe", "0", "-i", list, "-map", FormattableString.Invariant($"0:{First.Index}"), .. audio, "-c", "copy"];
    }

    /// <summary>The arguments that encode all videos with the size and frame rate of the first one.</summary>
    public IEnumerable<string> EncodeArguments()
    {
        var hasAudio = _videos.Any(video => video.Audio is not null);
        var chains = _videos.SelectMany((video, index) => hasAudio ? [VideoChain(video, index), AudioChain(video, index)] : new[] { VideoChain(video, index) });
        string[] audio = hasAudio ? ["-map", "[a]", "-c:a", "aac", "-b:a", "192k"] : [];
        return
        [
            .. _videos.SelectMany(video => new[] { "-i", video.Path }),
            "-filter_complex", string.Join(";", chains.Concat(JoinChains(hasAudio))),
            "-map", "[v]", "-c:v", "libx264", "-preset", "medium", "-crf", "18", "-pix_fmt", "yuv420p",
            .. audio,
        ];
    }

    private double LengthOf(VideoFacts video) => FramesOf(video) / First.FramesPerSecond;

    /// <summary>How many frames of the film a video is. Its last frame stays while longer audio continues.</summary>
    private double FramesOf(VideoFacts video)
    {
        var rate = First.FramesPerSecond;
        var end = video.Audio is { } audio && audio.End - video.VideoEnd > MaxExtraFrames / rate ? audio.End : video.VideoEnd;
        return Math.Max(1, Math.Round(end * rate));
    }

    private string VideoChain(VideoFacts video, int index)
    {
        var square = video.HasSquarePixels ? string.Empty : "scale=trunc(iw*sar/2)*2:ih,setsar=1,";
        var fit = _crops
            ? $"scale={Width}:{Height}:force_original_aspect_ratio=increase,crop={Width}:{Height}"
            : $"scale={Width}:{Height}:force_original_aspect_ratio=decrease,pad={Width}:{Height}:(ow-iw)/2:(oh-ih)/2";
        return FormattableString.Invariant($"[{index}:{video.Index}]{square}{fit},setsar=1,format=yuv420p,fps={First.FrameRate}:start_time=0,tpad=stop_mode=clone:stop=-1,trim=end_frame={FramesOf(video)}[v{index}]");
    }

    private string AudioChain(VideoFacts video, int index)
    {
        var sample = _videos.First(other => other.Audio is not null).Audio!;
        var rate = _sampleRates.Contains(sample.SampleRate) ? sample.SampleRate : DefaultSampleRate;
        var layout = sample.Channels == 1 ? "mono" : "stereo";
        var source = video.Audio is { } audio
            ? FormattableString.Invariant($"[{index}:{audio.Index}]aresample={rate}:async=1:first_pts=0,aformat=sample_fmts=fltp:sample_rates={rate}:channel_layouts={layout},apad")
            : FormattableString.Invariant($"anullsrc=r={rate}:cl={layout},aformat=sample_fmts=fltp");
        return FormattableString.Invariant($"{source},atrim=end={LengthOf(video):0.######}[a{index}]");
    }

    private IEnumerable<string> JoinChains(bool hasAudio)
    {
        if (_crossfade == 0 || _videos.Count == 1)
        {
            var inputs = _videos.Select((_, index) => hasAudio ? FormattableString.Invariant($"[v{index}][a{index}]") : FormattableString.Invariant($"[v{index}]"));
            return [FormattableString.Invariant($"{string.Concat(inputs)}concat=n={_videos.Count}:v=1:a={(hasAudio ? 1 : 0)}[v]{(hasAudio ? "[a]" : string.Empty)}")];
        }

        return hasAudio ? FadeChains("v", OffsetFade).Concat(FadeChains("a", (_, _) => FormattableString.Invariant($"acrossfade=d={_crossfade}"))) : FadeChains("v", OffsetFade);
    }

    /// <summary>Fades the film so far into each video that follows.</summary>
    private IEnumerable<string> FadeChains(string stream, Func<int, double, string> fade)
    {
        var length = LengthOf(First);
        for (var index = 1; index < _videos.Count; index++)
        {
            var before = index == 1 ? $"{stream}0" : FormattableString.Invariant($"{stream}x{index - 1}");
            var after = index == _videos.Count - 1 ? stream : FormattableString.Invariant($"{stream}x{index}");
            yield return FormattableString.Invariant($"[{before}][{stream}{index}]{fade(index, length - _crossfade)}[{after}]");
            length += LengthOf(_videos[index]) - _crossfade;
        }
    }

    private string OffsetFade(int index, double offset) => FormattableString.Invariant($"xfade=transition=fade:duration={_crossfade}:offset={offset:0.######}");

    /// <summary>Encoders need even sizes.</summary>
    private static int MakeEven(int size) => Math.Max(2, size / 2 * 2);

    private InvalidRequestException TooShort(VideoFacts video, double length) => new([new RequestFault
    {
        Parameter = "Crossfade",
        Value = _crossfade,
        Message = FaultText.NotAllowed("Crossfade", _crossfade, string.Empty).Message + " " + FilmText.IsLong(video.Path, length),
        Allowed = FilmText.AllowedCrossfade(_videos.Min(LengthOf)),
        Suggestion = FilmText.UseShorterCrossfade,
    }]);
}
