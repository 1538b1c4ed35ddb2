namespace Seedance;

/// <summary>What one model takes: its ranges, guidances, usual sizes and price hints. A sister model is one more row.</summary>
internal sealed record VideoModel
{
    public static readonly VideoModel Seedance20Fast = new()
    {
        Id = "seedance-2.0-fast",
        PromptLength = new(1, 5000),
        Duration = new(4, 15),
        Seed = new(-1, 4294967295),
        Guidances =
        [
            new("StartFrame", "start_frame", SeedanceMediaKind.Image, 1),
            new("EndFrame", "end_frame", SeedanceMediaKind.Image, 1) { NeedsOneOf = ["StartFrame"] },
            new("ImageReference", "image_reference", SeedanceMediaKind.Image, 4) { Excludes = ["StartFrame", "EndFrame"] },
            new("VideoReference", "video_reference_base", SeedanceMediaKind.Video, 3) { Excludes = ["StartFrame", "EndFrame"] },
            new("AudioReference", "audio_reference", SeedanceMediaKind.Audio, 1) { NeedsOneOf = ["ImageReference", "VideoReference"] },
        ],
        Sizes =
        [
            new("480p", "16:9", 864, 496), new("720p", "16:9", 1280, 720),
            new("480p", "1:1", 640, 640), new("720p", "1:1", 960, 960),
            new("480p", "9:16", 496, 864), new("720p", "9:16", 720, 1280),
            new("480p", "21:9", 992, 432), new("720p", "21:9", 1470, 630),
            new("480p", "4:3", 752, 560), new("720p", "4:3", 1112, 834),
            new("480p", "3:4", 560, 752), new("720p", "3:4", 834, 1112),
        ],
        Modes = new Dictionary<string, string> { ["RESOLUTION_480"] = "480p", ["RESOLUTION_720"] = "720p" },
        CreditsPerSecond = new Dictionary<string, int> { ["480p"] = 112, ["720p"] = 242 },
        Media =
        [
            new(SeedanceMediaKind.Image) { MostBytes = 25_000_000 },
            new(SeedanceMediaKind.Video) { Seconds = (3, 10), SecondsTogether = 15, Side = new(720, 2160), FrameRate = new(24, 60) },
            new(SeedanceMediaKind.Audio) { Seconds = (2, 15), MostBytes = 15_000_000 },
        ],
    };

    public required string Id { get; init; }

    public required Bounds PromptLength { get; init; }

    /// <summary>Seconds.</summary>
    public required Bounds Duration { get; init; }

    public required Bounds Seed { get; init; }

    public required IReadOnlyList<GuidanceRule> Guidances { get; init; }

    /// <summary>The sizes that the service's own web application offers; the API takes others too.</summary>
    public required IReadOnlyList<VideoSize> Sizes { get; init; }

    /// <summary>The deprecated mode's words and the tier that each means.</summary>
    public required IReadOnlyDictionary<string, string> Modes { get; init; }

    /// <summary>Quotes seen in the web application; an estimate, the truth is the create answer's cost.</summary>
    public required IReadOnlyDictionary<string, int> CreditsPerSecond { get; init; }

    /// <summary>Limits of the web application: what is over them may be refused.</summary>
    public required IReadOnlyList<MediaLimit> Media { get; init; }

    public int EstimateCredits(SeedanceRequest request) => request.Duration * CreditsPerSecond[TierOf(request.Width, request.Height)];

    /// <summary>The tier of a size; off the table the nearer one by area.</summary>
    public string TierOf(int width, int height)
    {
        var nearest = Sizes[0];
        foreach (var size in Sizes)
        {
            nearest = Distance(size) < Distance(nearest) ? size : nearest;
        }

        return nearest.Tier;

        long Distance(VideoSize size) => Math.Abs(((long)size.Width * size.Height) - ((long)width * height));
    }
}

/// <summary>An inclusive range.</summary>
internal readonly record struct Bounds(long Lowest, long Highest)
{
    public bool Contain(double value) => value >= Lowest && value <= Highest;

    public override string ToString() => $"{Lowest} to {Highest}";
}

/// <summary>One of the sizes that the web application offers, in pixels.</summary>
internal sealed record VideoSize(string Tier, string AspectRatio, int Width, int Height);

/// <summary>What the web application takes of one kind of media.</summary>
internal sealed record MediaLimit(SeedanceMediaKind Kind)
{
    public long? MostBytes { get; init; }

    public (double Least, double Most)? Seconds { get; init; }

    /// <summary>All of the kind in one draft.</summary>
    public double? SecondsTogether { get; init; }

    /// <summary>Frames a second.</summary>
    public Bounds? FrameRate { get; init; }

    /// <summary>Pixels of either side.</summary>
    public Bounds? Side { get; init; }
}
