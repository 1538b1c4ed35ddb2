namespace Seedance.Requests;

/// <summary>What one model accepts: its ranges, guidances, sizes and price estimates. A sister model is one more row.</summary>
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
            new(RequestField.StartFrame, "start_frame", SeedanceMediaKind.Image, 1),
            new(RequestField.EndFrame, "end_frame", SeedanceMediaKind.Image, 1) { RequiresOneOf = [RequestField.StartFrame] },
            new(RequestField.ImageReference, "image_reference", SeedanceMediaKind.Image, 4) { Excludes = [RequestField.StartFrame, RequestField.EndFrame] },
            new(RequestField.VideoReference, "video_reference_base", SeedanceMediaKind.Video, 3) { Excludes = [RequestField.StartFrame, RequestField.EndFrame] },
            new(RequestField.AudioReference, "audio_reference", SeedanceMediaKind.Audio, 1) { RequiresOneOf = [RequestField.ImageReference, RequestField.VideoReference] },
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
            new(SeedanceMediaKind.Image) { MaxBytes = 25_000_000 },
            new(SeedanceMediaKind.Video) { Duration = new(3, 10), MaxTotalDuration = 15, Side = new(720, 2160), FrameRate = new(24, 60) },
            new(SeedanceMediaKind.Audio) { Duration = new(2, 15), MaxBytes = 15_000_000 },
        ],
    };

    public required string Id { get; init; }

    /// <summary>Characters.</summary>
    public required Bounds PromptLength { get; init; }

    /// <summary>Seconds.</summary>
    public required Bounds Duration { get; init; }

    public required Bounds Seed { get; init; }

    public required IReadOnlyList<GuidanceRule> Guidances { get; init; }

    /// <summary>The sizes that the service's web application offers. The API accepts others too.</summary>
    public required IReadOnlyList<VideoSize> Sizes { get; init; }

    /// <summary>The values of the deprecated mode and the tier that each means.</summary>
    public required IReadOnlyDictionary<string, string> Modes { get; init; }

    /// <summary>Quotes seen in the web application. They are estimates; the cost in the create response is what was charged.</summary>
    public required IReadOnlyDictionary<string, int> CreditsPerSecond { get; init; }

    /// <summary>Limits of the web application. The service may reject what exceeds them.</summary>
    public required IReadOnlyList<MediaLimit> Media { get; init; }

    public GuidanceRule Rule(RequestField guidance) => Guidances.First(rule => rule.Field == guidance);

    public int EstimateCredits(SeedanceRequest request) => request.Duration * CreditsPerSecond[TierOf(request.Width, request.Height)];

    /// <summary>The tier of a size; for a size that is not in the table, the tier of the nearest one by area.</summary>
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
