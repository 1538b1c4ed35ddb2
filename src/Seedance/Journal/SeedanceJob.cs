namespace Seedance;

/// <summary>One submission as the journal records it: from before the request is sent until its video is saved. It is immutable.</summary>
public sealed record SeedanceJob
{
    /// <summary>The account of every sandbox.</summary>
    internal const string SandboxAccount = "sandbox";

    /// <summary>The entry's own name, which it has before the job has an id.</summary>
    public required string Key { get; init; }

    /// <summary>Submitting, Unknown (its response was lost), Pending, Complete, Failed or Saved.</summary>
    public string Status { get; init; } = JobStatus.Submitting;

    /// <summary>The generation's id, a UUID; null while it is not known.</summary>
    public string? Id { get; init; }

    /// <summary>The name of the batch that it belongs to, or null.</summary>
    public string? JobName { get; init; }

    /// <summary>When it was sent, UTC, by this machine's clock.</summary>
    public DateTimeOffset SubmittedAt { get; init; }

    /// <summary>The ID of the model.</summary>
    public string? Model { get; init; }

    /// <summary>The prompt.</summary>
    public string? Prompt { get; init; }

    /// <summary>The seed that was sent: the user's, or one that was drawn.</summary>
    public long? Seed { get; init; }

    /// <summary>The length of the video in seconds.</summary>
    public int? Duration { get; init; }

    /// <summary>Width in pixels.</summary>
    public int? Width { get; init; }

    /// <summary>Height in pixels.</summary>
    public int? Height { get; init; }

    /// <summary>What the service charged in US dollars; null when its response did not say, or named credits.</summary>
    public decimal? Cost { get; init; }

    /// <summary>What the service charged in credits; null when its response did not say, or named dollars.</summary>
    public decimal? Credits { get; init; }

    /// <summary>The unit in which the service charged: DOLLARS or CREDITS; null when its response did not say.</summary>
    public string? CostUnit => GenerationCost.UnitOf(Cost, Credits);

    /// <summary>Whether it is a job of the sandbox, so that its cost is simulated and nothing is paid.</summary>
    public bool IsSimulated => Account == SandboxAccount;

    /// <summary>The local file that the video was made from, or null.</summary>
    public string? SourcePath { get; init; }

    /// <summary>Where its video is to be saved: a folder or a file name template, as a full path; null when none was given.</summary>
    public string? Destination { get; init; }

    /// <summary>The full path of the saved MP4; null until it is saved.</summary>
    public string? Path { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>The SHA-256 of the saved MP4, in lower-case hex.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Whether the response to its submission was lost and the job was found in the account's list.</summary>
    public bool Recovered { get; init; }

    /// <summary>Identifies the account. Neither the key nor the user can be derived from it.</summary>
    public string? Account { get; init; }

    /// <summary>What was set aside for it in US dollars before it was sent; null when its price was not known.</summary>
    internal decimal? Reserved { get; init; }

    /// <summary>What it was charged in US dollars; null when that is not known.</summary>
    internal decimal? ChargedDollars => CreditPrice.InDollars(Cost, Credits);

    /// <summary>What limits count for it in US dollars. An unknown job keeps what was set aside.</summary>
    internal decimal CountedDollars => ChargedDollars ?? Reserved ?? 0;

    /// <summary>Whether it has a video reference, whose price is not known.</summary>
    internal bool HasVideoReference => Request?.Contains("\"video_reference_base\"") == true;

    /// <summary>Whether the seed was drawn here, so that no other job has it.</summary>
    internal bool IsSeedDrawn { get; init; }

    /// <summary>Whether the video is public on the service.</summary>
    internal bool? Public { get; init; }

    /// <summary>Its position in the pipeline, for {index}.</summary>
    internal int Index { get; init; }

    /// <summary>Its number among the takes of one input, for {take}; null when the input has one.</summary>
    internal int? Take { get; init; }

    /// <summary>What the prompt calls its references.</summary>
    internal IReadOnlyList<JobReference> References { get; init; } = [];

    /// <summary>The full path that its video is to get, once it is known; null until then.</summary>
    internal string? PlannedPath { get; init; }

    /// <summary>The lease of the process that submits it.</summary>
    internal string? Owner { get; init; }

    /// <summary>How many seconds the service took, where that was observed.</summary>
    internal double? Took { get; init; }

    /// <summary>The body that was sent, without inline images.</summary>
    internal string? Request { get; init; }

    /// <summary>The local files that it was made with.</summary>
    internal IReadOnlyList<JobMedia> Media { get; init; } = [];

    /// <summary>Whether something is still to be done for it.</summary>
    internal bool IsUnfinished => Status is not (JobStatus.Saved or JobStatus.Failed);

    /// <summary>Whether it is not known to exist on the service.</summary>
    internal bool IsUnsettled => Id is null;

    /// <summary>The same entry with a later status. A status never goes back.</summary>
    internal SeedanceJob WithStatus(string status) => JobStatus.Rank(status) < JobStatus.Rank(Status) ? this : this with { Status = status };

    /// <summary>The same entry, once the service has named the job.</summary>
    internal SeedanceJob WithGeneration(SeedanceGeneration generation) => (this with
    {
        Id = generation.Id,
        Cost = generation.Cost ?? Cost,
        Credits = generation.Credits ?? Credits,
    }).WithStatus(JobStatus.Pending);

    /// <summary>The job as it goes through the pipeline.</summary>
    internal SeedanceGeneration ToGeneration(SeedanceConnection connection)
    {
        var generation = new SeedanceGeneration
        {
            Id = Id!,
            Status = Status switch { JobStatus.Saved or JobStatus.Complete => GenerationStatus.Complete, JobStatus.Failed => GenerationStatus.Failed, _ => GenerationStatus.Pending },
            Model = Model,
            Take = Take,
            Prompt = Prompt,
            Seed = Seed,
            Duration = Duration,
            Width = Width,
            Height = Height,
            Public = Public,
            CreatedAt = SubmittedAt,
            SubmittedAt = SubmittedAt,
            Charge = Cost is null && Credits is null ? null : new GenerationCharge(Cost, Credits),
            SourcePath = SourcePath,
            Path = Status == JobStatus.Saved ? Path : null,
            Destination = Destination,
            Sha256 = Status == JobStatus.Saved ? Sha256 : null,
            JobKey = Key,
            Connection = connection,
        };
        return generation with { PlannedPath = PlannedPath ?? (Destination is null ? null : new FileNameTemplate(Destination).Resolve(generation, Index)) };
    }

    /// <summary>The prompt, or else the key.</summary>
    public override string ToString() => Prompt ?? Key;
}
