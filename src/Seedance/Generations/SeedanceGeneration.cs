namespace Seedance;

/// <summary>One video job at the service, as last read. It never changes: each cmdlet passes on a new one that knows more.</summary>
public sealed record SeedanceGeneration
{
    /// <summary>The generation's id, a UUID.</summary>
    public required string Id { get; init; }

    /// <summary>Pending, Complete or Failed; any other word of the service stands as it came.</summary>
    public string Status { get; init; } = GenerationStatus.Pending;

    /// <summary>The prompt that was sent.</summary>
    public string? Prompt { get; init; }

    /// <summary>The seed, where it is known.</summary>
    public long? Seed { get; init; }

    /// <summary>Length in seconds, where this client asked for it.</summary>
    public int? Duration { get; init; }

    /// <summary>Width in pixels as asked for; the file's can differ by a few.</summary>
    public int? Width { get; init; }

    /// <summary>Height in pixels as asked for; the file's can differ by a few.</summary>
    public int? Height { get; init; }

    /// <summary>Whether the video is public at the service.</summary>
    public bool? Public { get; init; }

    /// <summary>When the service took the job, UTC.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>What the service charged, in <see cref="CostUnit"/>; null when its answer did not say.</summary>
    public decimal? Cost { get; init; }

    /// <summary>The unit of <see cref="Cost"/>: DOLLARS or CREDITS.</summary>
    public string? CostUnit { get; init; }

    /// <summary>The id of the made video, which is not the generation's: this one extends a clip.</summary>
    public string? VideoId { get; init; }

    /// <summary>Where the MP4 lies; null until it is there. Such addresses expire.</summary>
    public Uri? VideoUrl { get; init; }

    /// <summary>Where the poster picture lies.</summary>
    public Uri? PosterUrl { get; init; }

    /// <summary>What moderation objected to, such as NSFW; empty when nothing.</summary>
    public IReadOnlyList<string> Moderation { get; init; } = [];

    /// <summary>The local picture that the video was made from, where there is one.</summary>
    public string? SourcePath { get; init; }

    /// <summary>The saved MP4's full path; null until it is saved.</summary>
    public string? Path { get; init; }

    /// <summary>Where its video is to be saved, full path; null when nobody said.</summary>
    public string? PlannedPath { get; init; }

    /// <summary>When it was submitted, by this machine's clock, where it was submitted from here.</summary>
    internal DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>Its place in the order of the jobs that this process submitted.</summary>
    internal long? Sequence { get; init; }

    /// <summary>How long it took, where that was seen.</summary>
    internal TimeSpan? Took { get; init; }

    /// <summary>Its entry in the journal, where it was submitted from here.</summary>
    internal string? JobKey { get; init; }

    /// <summary>The account that made it, so that the next cmdlet in the pipe asks the same one.</summary>
    internal SeedanceConnection? Connection { get; init; }

    /// <summary>Whether the video can be saved.</summary>
    internal bool IsReady => Status == GenerationStatus.Complete && VideoUrl is not null;

    /// <summary>What a later reading says, with what only this client knows carried over.</summary>
    internal SeedanceGeneration ReadAgain(SeedanceGeneration later, SeedanceConnection? connection) => later with
    {
        Prompt = later.Prompt ?? Prompt,
        Seed = later.Seed ?? Seed,
        Width = later.Width ?? Width,
        Height = later.Height ?? Height,
        Public = later.Public ?? Public,
        CreatedAt = later.CreatedAt ?? CreatedAt,
        Duration = Duration,
        Cost = Cost,
        CostUnit = CostUnit,
        SourcePath = SourcePath,
        Path = Path,
        PlannedPath = PlannedPath,
        JobKey = JobKey,
        SubmittedAt = SubmittedAt,
        Sequence = Sequence,
        Connection = connection,
    };

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}

/// <summary>The words of the service that Seedance acts on.</summary>
internal static class GenerationStatus
{
    public const string Pending = "Pending";
    public const string Complete = "Complete";
    public const string Failed = "Failed";

    public static string Parse(string? word) => word?.ToUpperInvariant() switch
    {
        "PENDING" => Pending,
        "COMPLETE" => Complete,
        "FAILED" => Failed,
        null or "" => "Unknown",
        _ => word,
    };
}
