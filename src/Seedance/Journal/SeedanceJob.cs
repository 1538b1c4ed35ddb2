namespace Seedance;

/// <summary>One submission, as this machine's journal remembers it: from before the request is sent until its video is saved.</summary>
/// <remarks>It never changes: the journal holds the latest one.</remarks>
public sealed record SeedanceJob
{
    /// <summary>The entry's own name, which it has before the job has an id.</summary>
    public required string Key { get; init; }

    /// <summary>Submitting, Unknown (its answer was lost), Pending, Complete, Failed or Saved.</summary>
    public string Status { get; init; } = JobStatus.Submitting;

    /// <summary>The generation's id, a UUID; null while it is not known.</summary>
    public string? Id { get; init; }

    /// <summary>The name of the batch that it belongs to (New-SeedanceVideo -JobName), or null.</summary>
    public string? JobName { get; init; }

    /// <summary>When it was submitted, UTC, by this machine's clock.</summary>
    public DateTimeOffset SubmittedAt { get; init; }

    /// <summary>The prompt.</summary>
    public string? Prompt { get; init; }

    /// <summary>The seed that was sent: the user's, or one that was drawn.</summary>
    public long? Seed { get; init; }

    /// <summary>Length in seconds.</summary>
    public int? Duration { get; init; }

    /// <summary>Width in pixels.</summary>
    public int? Width { get; init; }

    /// <summary>Height in pixels.</summary>
    public int? Height { get; init; }

    /// <summary>What the service charged, in <see cref="CostUnit"/>; null when its answer did not say.</summary>
    public decimal? Cost { get; init; }

    /// <summary>The unit of <see cref="Cost"/>: DOLLARS or CREDITS.</summary>
    public string? CostUnit { get; init; }

    /// <summary>The local file that the video was made from, or null.</summary>
    public string? SourcePath { get; init; }

    /// <summary>Where its video goes: a folder or a file name template, full path; null when nobody said.</summary>
    public string? Destination { get; init; }

    /// <summary>The saved MP4's full path; null until it is saved.</summary>
    public string? Path { get; init; }

    /// <summary>The saved MP4's SHA-256, in lower-case hex.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Tells accounts apart; nothing of the key can be read from it.</summary>
    public string? Account { get; init; }

    /// <summary>Whether the seed was drawn here, so that no other job has it.</summary>
    internal bool IsSeedDrawn { get; init; }

    /// <summary>Whether the video is public at the service.</summary>
    internal bool? Public { get; init; }

    /// <summary>Its place in the pipe, for {index}.</summary>
    internal int Index { get; init; }

    /// <summary>The mark of the process that submits it.</summary>
    internal string? Owner { get; init; }

    /// <summary>How many seconds the service took, where that was seen.</summary>
    internal double? Took { get; init; }

    /// <summary>The body that was sent, inline pictures left out.</summary>
    internal string? Request { get; init; }

    /// <summary>The local files in it.</summary>
    internal IReadOnlyList<JobMedia> Media { get; init; } = [];

    /// <summary>Whether something is still to be done for it.</summary>
    internal bool IsUnfinished => Status is not (JobStatus.Saved or JobStatus.Failed);

    /// <summary>Whether it is not known to exist at the service.</summary>
    internal bool IsUnsettled => Id is null;

    /// <summary>The same entry at a later status; what it has reached it never goes back from.</summary>
    internal SeedanceJob At(string status) => JobStatus.Rank(status) < JobStatus.Rank(Status) ? this : this with { Status = status };

    /// <summary>The same entry, once the service has named the job.</summary>
    internal SeedanceJob As(SeedanceGeneration generation) => (this with
    {
        Id = generation.Id,
        Cost = generation.Cost ?? Cost,
        CostUnit = generation.CostUnit ?? CostUnit,
    }).At(JobStatus.Pending);

    /// <summary>The job as it goes through the pipe.</summary>
    internal SeedanceGeneration ToGeneration(SeedanceConnection connection)
    {
        var generation = new SeedanceGeneration
        {
            Id = Id!,
            Status = Status switch { JobStatus.Saved or JobStatus.Complete => GenerationStatus.Complete, JobStatus.Failed => GenerationStatus.Failed, _ => GenerationStatus.Pending },
            Prompt = Prompt,
            Seed = Seed,
            Duration = Duration,
            Width = Width,
            Height = Height,
            Public = Public,
            CreatedAt = SubmittedAt,
            SubmittedAt = SubmittedAt,
            Cost = Cost,
            CostUnit = CostUnit,
            SourcePath = SourcePath,
            Path = Status == JobStatus.Saved ? Path : null,
            JobKey = Key,
            Connection = connection,
        };
        return generation with { PlannedPath = Destination is null ? null : new FileNameTemplate(Destination).Resolve(generation, Index) };
    }

    /// <summary>The prompt, or else the key.</summary>
    public override string ToString() => Prompt ?? Key;
}

/// <summary>A local file that a job was made with.</summary>
internal sealed record JobMedia(string? Id, string File, string? Sha256);

/// <summary>What becomes of a job, in order.</summary>
internal static class JobStatus
{
    public const string Submitting = "Submitting";
    public const string Unknown = "Unknown";
    public const string Pending = "Pending";
    public const string Complete = "Complete";
    public const string Failed = "Failed";
    public const string Saved = "Saved";

    private static readonly string[] _order = [Submitting, Unknown, Pending, Complete, Failed, Saved];

    public static IReadOnlyList<string> All => _order;

    public static bool IsKnown(string? status) => Array.IndexOf(_order, status) >= 0;

    public static int Rank(string status) => Array.IndexOf(_order, status);
}
