namespace Seedance.Requests;

/// <summary>The model table: what each model of the family accepts and what it costs. Sources: the guide and the sister models' pages.</summary>
internal static class VideoModels
{
    public const string DefaultId = "seedance-2.0-fast";

    private const string SizeTier480 = "480p";
    private const string SizeTier720 = "720p";
    private const string SizeTier1080 = "1080p";
    private const string SizeTier2160 = "2160p";

    private static readonly IReadOnlyList<VideoSize> _sizesTo720 =
    [
        new(SizeTier480, "16:9", 864, 496), new(SizeTier720, "16:9", 1280, 720),
        new(SizeTier480, "1:1", 640, 640), new(SizeTier720, "1:1", 960, 960),
        new(SizeTier480, "9:16", 496, 864), new(SizeTier720, "9:16", 720, 1280),
        new(SizeTier480, "21:9", 992, 432), new(SizeTier720, "21:9", 1470, 630),
        new(SizeTier480, "4:3", 752, 560), new(SizeTier720, "4:3", 1112, 834),
        new(SizeTier480, "3:4", 560, 752), new(SizeTier720, "3:4", 834, 1112),
    ];

    // Of the two largest tiers only the shapes are listed whose sizes follow from the name of the tier.
    private static readonly IReadOnlyList<VideoSize> _sizesTo2160 =
    [
        .. _sizesTo720,
        new(SizeTier1080, "16:9", 1920, 1080), new(SizeTier2160, "16:9", 3840, 2160),
        new(SizeTier1080, "1:1", 1440, 1440), new(SizeTier2160, "1:1", 2880, 2880),
        new(SizeTier1080, "9:16", 1080, 1920), new(SizeTier2160, "9:16", 2160, 3840),
    ];

    private static readonly IReadOnlyDictionary<string, string> _modesTo720 =
        new Dictionary<string, string> { ["RESOLUTION_480"] = SizeTier480, ["RESOLUTION_720"] = SizeTier720 };

    private static readonly IReadOnlyDictionary<string, string> _modesTo2160 =
        new Dictionary<string, string> { ["RESOLUTION_480"] = SizeTier480, ["RESOLUTION_720"] = SizeTier720, ["RESOLUTION_1080"] = SizeTier1080, ["RESOLUTION_2160"] = SizeTier2160 };

    private static readonly MediaLimit _imageFile = new(SeedanceMediaKind.Image) { MaxBytes = 25_000_000 };

    private static readonly IReadOnlyList<MediaLimit> _mediaOf20 =
    [
        _imageFile,
        new(SeedanceMediaKind.Video) { Duration = new(3, 10), MaxTotalDuration = 15, Side = new(720, 2160), FrameRate = new(24, 60) },
        new(SeedanceMediaKind.Audio) { Duration = new(2, 15), MaxBytes = 15_000_000 },
    ];

    public static readonly VideoModel Seedance20Fast = new()
    {
        Id = DefaultId,
        Guidances = VideoModel.Rules(images: 4, videos: 3, audios: 1),
        Sizes = _sizesTo720,
        Modes = _modesTo720,
        Media = _mediaOf20,
        Prices = Prices(
            (SizeTier480, 0.6713m, 2.5221m),
            (SizeTier720, 1.4457m, 5.4239m)),
    };

    public static readonly VideoModel Seedance20 = Seedance20Fast with
    {
        Id = "seedance-2.0",
        Sizes = _sizesTo2160,
        Modes = _modesTo2160,
        Prices = Prices(
            (SizeTier480, 0.8402m, 3.153m),
            (SizeTier720, 1.8075m, 6.7813m),
            (SizeTier1080, 4.0679m, 15.258m),
            (SizeTier2160, 11.3859m, 42.6972m)),
    };

    public static readonly VideoModel Seedance20Mini = Seedance20Fast with
    {
        Id = "seedance-2.0-mini",
        Guidances = VideoModel.Rules(images: 4, videos: 3, audios: 1, audioTypes: SeedanceMediaType.Uploaded),
        Prices = Prices(
            (SizeTier480, 0.3588m, 1.3455m),
            (SizeTier720, 0.7774m, 2.9153m)),
    };

    public static readonly VideoModel Seedance25 = Seedance20Fast with
    {
        Id = "bytedance/seedance-2.5",
        Duration = new(4, 30),
        Guidances = VideoModel.Rules(images: 30, videos: 10, audios: 10),
        HasStrength = false,
        Modes = new Dictionary<string, string>(),
        Media = [_imageFile],
        Prices = null,
    };

    public static readonly VideoModel Seedance25Flash = Seedance25 with
    {
        Id = "bytedance/seedance-2.5-flash",
        Guidances = VideoModel.Rules(images: 30, videos: 10, audios: 5),
        Media = [_imageFile, new(SeedanceMediaKind.Audio) { Duration = new(2, 30) }],
    };

    /// <summary>The rows of the table, the default first.</summary>
    public static IReadOnlyList<VideoModel> All { get; } = [Seedance20Fast, Seedance20, Seedance20Mini, Seedance25, Seedance25Flash];

    /// <summary>The row of the model that is used when none is given.</summary>
    public static VideoModel Default => Seedance20Fast;

    /// <summary>The row of a model. One that the table lacks has only the limits that all models share.</summary>
    public static VideoModel Of(string id) => Find(id) ?? VideoModel.NotInTable(id);

    /// <summary>The row of a model; null when the table lacks it.</summary>
    public static VideoModel? Find(string id) => All.FirstOrDefault(model => model.Id == id);

    /// <summary>The ID as the service writes it, for one that is given in any case.</summary>
    public static string IdOf(string name) => All.FirstOrDefault(model => string.Equals(model.Id, name, StringComparison.OrdinalIgnoreCase))?.Id ?? name;

    private static PriceList Prices(params (string Tier, decimal At4, decimal At15)[] tiers) => new(
        "the service's pricing calculator",
        new DateTime(2026, 8, 15),
        [.. tiers.SelectMany(tier => new[] { new PriceQuote(tier.Tier, 4, tier.At4), new PriceQuote(tier.Tier, 15, tier.At15) })]);
}
