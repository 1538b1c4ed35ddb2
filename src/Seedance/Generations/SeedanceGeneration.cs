namespace Seedance;

/// <summary>One video job of the service, as it was last read. It is immutable.</summary>
public sealed record SeedanceGeneration
{
    /// <summary>The generation's id, a UUID.</summary>
    public required string Id { get; init; }

    /// <summary>Pending, Complete or Failed. Any other status of the service is shown as it came.</summary>
    public string Status { get; init; } = GenerationStatus.Pending;

    /// <summary>The ID of the model, if the job was submitted from here.</summary>
    public string? Model { get; init; }

    /// <summary>The prompt that was sent.</summary>
    public string? Prompt { get; init; }

    /// <summary>The seed, if known.</summary>
    public long? Seed { get; init; }

    /// <summary>Its number among the takes of one input, from 1; null when the input has one.</summary>
    public int? Take { get; init; }

    /// <summary>The length of the video in seconds, if the job was submitted from here.</summary>
    public int? Duration { get; init; }

    /// <summary>The requested width in pixels. The file's can differ by a few.</summary>
    public int? Width { get; init; }

    /// <summary>The requested height in pixels. The file's can differ by a few.</summary>
    public int? Height { get; init; }

    /// <summary>Whether the video is public on the service.</summary>
    public bool? Public { get; init; }

    /// <summary>When the service created the job, UTC.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>What the service charged in US dollars; null when its response did not say, or named credits.</summary>
    public decimal? Cost { get => Charge?.Dollars; init => Charge = new GenerationCharge(value, Charge?.Credits); }

    /// <summary>What the service charged in credits; null when its response did not say, or named dollars.</summary>
    public decimal? Credits { get => Charge?.Credits; init => Charge = new GenerationCharge(Charge?.Dollars, value); }

    /// <summary>The unit in which the service charged: DOLLARS or CREDITS; null when its response did not say.</summary>
    public string? CostUnit => GenerationCost.UnitOf(Cost, Credits);

    /// <summary>Whether the sandbox created it, so that its cost is simulated and nothing is paid.</summary>
    public bool IsSimulated => Connection?.IsSandbox == true;

    /// <summary>The id of the video, which is not the generation's id. It is used to extend the video.</summary>
    public string? VideoId { get; init; }

    /// <summary>The address of the MP4; null until it exists. Such addresses expire.</summary>
    public Uri? VideoUrl { get; init; }

    /// <summary>The address of the poster image.</summary>
    public Uri? PosterUrl { get; init; }

    /// <summary>What moderation reported, such as NSFW; empty when nothing.</summary>
    public IReadOnlyList<string> Moderation { get; init => field = TextList<string>.Of(value); } = TextList<string>.None;

    /// <summary>The local file that the video was made from, or null.</summary>
    public string? SourcePath { get; init; }

    /// <summary>The full path of the saved MP4; null until it is saved.</summary>
    public string? Path { get; init; }

    /// <summary>The full path to which the video is to be saved; null when none was given.</summary>
    public string? PlannedPath { get; init; }

    /// <summary>What the service charged; null when its response did not say, so that ten thousand jobs that are waited for stay small.</summary>
    internal GenerationCharge? Charge { get; init; }

    /// <summary>When it was sent, by this machine's clock, if it was submitted from here.</summary>
    internal DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>Its position in the order of the jobs that this process submitted.</summary>
    internal long? Sequence { get; init; }

    /// <summary>How long the service took, where that was observed.</summary>
    internal TimeSpan? Took { get; init; }

    /// <summary>Where its first command wanted the video to be saved: a folder or a file name template, as a full path; null when it did not say.</summary>
    internal string? Destination { get; init; }

    /// <summary>The SHA-256 of the saved MP4, in lower-case hex, if the journal knows it.</summary>
    internal string? Sha256 { get; init; }

    /// <summary>Its entry in the journal, if it was submitted from here.</summary>
    internal string? JobKey { get; init; }

    /// <summary>The connection that created it, so that the next command in the pipeline uses the same account.</summary>
    internal SeedanceConnection? Connection { get; init; }

    /// <summary>Whether the video can be saved.</summary>
    internal bool IsReady => Status == GenerationStatus.Complete && VideoUrl is not null;

    /// <summary>A later reading of the service, with what only this client knows carried over.</summary>
    internal SeedanceGeneration WithReading(SeedanceGeneration reading, SeedanceConnection? connection) => reading with
    {
        Prompt = reading.Prompt ?? Prompt,
        Seed = reading.Seed ?? Seed,
        Width = reading.Width ?? Width,
        Height = reading.Height ?? Height,
        Public = reading.Public ?? Public,
        CreatedAt = reading.CreatedAt ?? CreatedAt,
        Model = Model,
        Take = Take,
        Duration = Duration,
        Charge = Charge,
        SourcePath = SourcePath,
        Path = Path,
        PlannedPath = PlannedPath,
        Destination = Destination,
        Sha256 = Sha256,
        JobKey = JobKey,
        SubmittedAt = SubmittedAt,
        Sequence = Sequence,
        Connection = connection,
    };

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
