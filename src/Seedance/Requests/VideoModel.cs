namespace Seedance.Requests;

/// <summary>What one model accepts: its ranges, guidances, sizes and prices.</summary>
internal sealed record VideoModel
{
    /// <summary>How much larger than the largest size of a tier a size may be and still cost as much: the file's real size differs by a few pixels too.</summary>
    private const double TierTolerance = 1.05;

    public required string Id { get; init; }

    /// <summary>Whether the table has it. Of any other model only what all models share is known.</summary>
    public bool IsInTable { get; init; } = true;

    /// <summary>Characters.</summary>
    public Bounds PromptLength { get; init; } = new(1, 5000);

    /// <summary>Seconds.</summary>
    public Bounds Duration { get; init; } = new(4, 15);

    public Bounds Seed { get; init; } = new(-1, 4294967295);

    public required IReadOnlyList<GuidanceRule> Guidances { get; init; }

    /// <summary>Whether image references may have a strength.</summary>
    public bool HasStrength { get; init; } = true;

    /// <summary>The sizes that the service's web application offers. The API accepts others too.</summary>
    public required IReadOnlyList<VideoSize> Sizes { get; init; }

    /// <summary>The values of the deprecated mode and the tier that each means; empty when the model has no mode, null when nothing is known of it.</summary>
    public required IReadOnlyDictionary<string, string>? Modes { get; init; }

    /// <summary>Limits of the web application. The service may reject what exceeds them.</summary>
    public required IReadOnlyList<MediaLimit> Media { get; init; }

    /// <summary>What it costs; null when that is not known.</summary>
    public PriceList? Prices { get; init; }

    /// <summary>The tiers of its sizes, the smallest first.</summary>
    public IEnumerable<string> Tiers => Sizes.Select(size => size.Tier).Distinct();

    public GuidanceRule Rule(RequestField guidance) => Guidances.First(rule => rule.Field == guidance);

    /// <summary>A model that the table lacks.</summary>
    public static VideoModel NotInTable(string id) => new()
    {
        Id = id,
        IsInTable = false,
        Duration = new(1, int.MaxValue),
        Guidances = Rules(images: int.MaxValue, videos: int.MaxValue, audios: int.MaxValue),
        Sizes = [],
        Modes = null,
        Media = [],
    };

    /// <summary>The guidances, whose combinations are the same for all models. API page: Create, combination rules.</summary>
    public static IReadOnlyList<GuidanceRule> Rules(int images, int videos, int audios, params SeedanceMediaType[] audioTypes) =>
    [
        new(RequestField.StartFrame, "start_frame", SeedanceMediaKind.Image, 1),
        new(RequestField.EndFrame, "end_frame", SeedanceMediaKind.Image, 1) { RequiresOneOf = [RequestField.StartFrame] },
        new(RequestField.ImageReference, "image_reference", SeedanceMediaKind.Image, images) { Excludes = [RequestField.StartFrame, RequestField.EndFrame] },
        new(RequestField.VideoReference, "video_reference_base", SeedanceMediaKind.Video, videos) { Excludes = [RequestField.StartFrame, RequestField.EndFrame] },
        new(RequestField.AudioReference, "audio_reference", SeedanceMediaKind.Audio, audios) { RequiresOneOf = [RequestField.ImageReference, RequestField.VideoReference], Types = audioTypes },
    ];

    /// <summary>The tier of a size; for a size that is not in the table, the tier of the nearest one by area. Empty when the model has no sizes.</summary>
    public string TierOf(int width, int height)
    {
        var nearest = Sizes.Count > 0 ? Sizes[0] : null;
        foreach (var size in Sizes)
        {
            nearest = Distance(size) < Distance(nearest!) ? size : nearest;
        }

        return nearest?.Tier ?? string.Empty;

        long Distance(VideoSize size) => Math.Abs(size.Area - ((long)width * height));
    }

    /// <summary>The ratio of the table that is nearest to a shape; null when the model has no sizes.</summary>
    public string? NearestRatio(double width, double height) =>
        Sizes.OrderBy(size => Math.Abs(Math.Log(width / height * size.Height / size.Width))).FirstOrDefault()?.AspectRatio;

    /// <summary>The tier that a size is charged as: the smallest one that it does not exceed. Null when it exceeds all, or when the service chooses the size.</summary>
    public string? PricedTierOf(int width, int height)
    {
        var area = (long)width * height;
        return area <= 0 ? null : Tiers.FirstOrDefault(tier => area <= Sizes.Where(size => size.Tier == tier).Max(size => size.Area) * TierTolerance);
    }
}
