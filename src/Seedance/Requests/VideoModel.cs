namespace Seedance;

/// <summary>What one model takes: its ranges, defaults, usual sizes and price hints. A sister model is one more row.</summary>
internal sealed record VideoModel
{
    public static readonly VideoModel Seedance20Fast = new()
    {
        Id = "seedance-2.0-fast",
        PromptLength = new(1, 5000),
        Duration = new(4, 15),
        Seed = new(-1, 4294967295),
        Sizes =
        [
            new("480p", "16:9", 864, 496), new("720p", "16:9", 1280, 720),
            new("480p", "1:1", 640, 640), new("720p", "1:1", 960, 960),
            new("480p", "9:16", 496, 864), new("720p", "9:16", 720, 1280),
            new("480p", "21:9", 992, 432), new("720p", "21:9", 1470, 630),
            new("480p", "4:3", 752, 560), new("720p", "4:3", 1112, 834),
            new("480p", "3:4", 560, 752), new("720p", "3:4", 834, 1112),
        ],
        CreditsPerSecond = new Dictionary<string, int> { ["480p"] = 112, ["720p"] = 242 },
    };

    public required string Id { get; init; }

    public required Bounds PromptLength { get; init; }

    /// <summary>Seconds.</summary>
    public required Bounds Duration { get; init; }

    public required Bounds Seed { get; init; }

    /// <summary>The sizes that the service's own web application offers; the API takes others too.</summary>
    public required IReadOnlyList<VideoSize> Sizes { get; init; }

    /// <summary>Quotes seen in the web application; an estimate, the truth is the create answer's cost.</summary>
    public required IReadOnlyDictionary<string, int> CreditsPerSecond { get; init; }

    public int EstimateCredits(SeedanceRequest request)
    {
        // Off the table the nearer tier by area is assumed.
        var area = (long)request.Width * request.Height;
        var tier = Sizes.OrderBy(size => Math.Abs(((long)size.Width * size.Height) - area)).First().Tier;
        return request.Duration * CreditsPerSecond[tier];
    }

    public IReadOnlyList<RequestFault> FindFaults(SeedanceRequest request)
    {
        var faults = new List<RequestFault>();

        if (string.IsNullOrWhiteSpace(request.Prompt))
        {
            faults.Add(new(nameof(request.Prompt), request.Prompt, Strings.PromptEmpty(PromptLength)));
        }
        else if (!PromptLength.Contain(request.Prompt!.Length))
        {
            faults.Add(new(nameof(request.Prompt), request.Prompt, Strings.PromptTooLong(request.Prompt.Length, PromptLength)));
        }

        if (request.Prompt is { } prompt && HasLoneSurrogate(prompt))
        {
            faults.Add(new(nameof(request.Prompt), prompt, Strings.PromptBroken));
        }

        if (!Duration.Contain(request.Duration))
        {
            faults.Add(new(nameof(request.Duration), request.Duration, Strings.DurationOutOfRange(request.Duration, Duration)));
        }

        if (request.Seed is { } seed && !Seed.Contain(seed))
        {
            faults.Add(new(nameof(request.Seed), seed, Strings.SeedOutOfRange(seed, Seed)));
        }

        FindSizeFault(faults, nameof(request.Width), request.Width, request);
        FindSizeFault(faults, nameof(request.Height), request.Height, request);

        if (request.EndFrame is not null && request.StartFrame is null)
        {
            faults.Add(new(nameof(request.EndFrame), request.EndFrame, Strings.EndFrameWithoutStartFrame));
        }

        return faults;
    }

    private static bool HasLoneSurrogate(string text)
    {
        for (var place = 0; place < text.Length; place++)
        {
            if (place + 1 < text.Length && char.IsSurrogatePair(text[place], text[place + 1]))
            {
                place++;
            }
            else if (char.IsSurrogate(text[place]))
            {
                return true;
            }
        }

        return false;
    }

    private static void FindSizeFault(List<RequestFault> faults, string parameter, int value, SeedanceRequest request)
    {
        // 0 x 0 may mean "as the source picture": the service decides, so it is let through.
        if (value < 0 || (value == 0 && (request.Width != 0 || request.Height != 0)))
        {
            faults.Add(new(parameter, value, Strings.SizeNotPositive(parameter, value)));
        }
    }
}

/// <summary>An inclusive range.</summary>
internal readonly record struct Bounds(long Lowest, long Highest)
{
    public bool Contain(long value) => value >= Lowest && value <= Highest;

    public override string ToString() => $"{Lowest} to {Highest}";
}

/// <summary>One of the sizes that the web application offers, in pixels.</summary>
internal sealed record VideoSize(string Tier, string AspectRatio, int Width, int Height);
