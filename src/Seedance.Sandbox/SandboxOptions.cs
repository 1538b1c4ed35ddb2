namespace Seedance.Sandbox;

/// <summary>How the stand-in behaves. The defaults are those of <c>Connect-Seedance -Sandbox</c>.</summary>
public sealed record SandboxOptions
{
    /// <summary>The root of the API, without the version.</summary>
    public Uri ApiRoot { get; init; } = new("https://sandbox.seedance.invalid/api/rest");

    /// <summary>Where presigned uploads go and videos lie: another host than the API's, as with the service.</summary>
    public Uri StorageRoot { get; init; } = new("https://storage.seedance.invalid");

    /// <summary>The one key that is taken; null takes any.</summary>
    public string? ApiKey { get; init; }

    /// <summary>How long a job is worked on.</summary>
    public TimeSpan JobDuration { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>How long a complete job is still without its video.</summary>
    public TimeSpan VideoLag { get; init; }

    /// <summary>How long an upload form is valid.</summary>
    public TimeSpan UploadFormLifetime { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long an uploaded video or sound can't be used yet.</summary>
    public TimeSpan MediaReadyAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many jobs are worked on at once, by what the account says; more wait their turn.</summary>
    public int ConcurrencySlots { get; init; } = 10;

    /// <summary>How many really are; null is as many as the account says.</summary>
    public int? Workers { get; init; }

    /// <summary>How many jobs may wait their turn; one more is refused with 429.</summary>
    public int QueueLimit { get; init; } = 10_000;

    /// <summary>How many jobs, and how many uploads, are remembered once they have ended: the oldest are forgotten first.</summary>
    public int KeptRecords { get; init; } = 10_000;

    /// <summary>Whether the account's list shows its jobs; whether the service's does is not documented.</summary>
    public bool ListShowsJobs { get; init; } = true;

    /// <summary>Whether the account's list shows the seeds of its jobs.</summary>
    public bool ListShowsSeeds { get; init; } = true;

    /// <summary>The account's credits; null is endless.</summary>
    public decimal? Credits { get; init; }

    /// <summary>Which of the known shapes a create answer has.</summary>
    public CreateAnswer CreateAnswer { get; init; }

    /// <summary>How long each video is in bytes, at least: padded with a box that players skip, made as it is sent. Without it they are as short as they are.</summary>
    public long ClipLength { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>The shapes in which a create answer is known to come.</summary>
public enum CreateAnswer
{
    /// <summary><c>{"generate":{"generationId","apiCreditCost":null,"cost":{"amount":"0.09","unit":"DOLLARS"}}}</c></summary>
    Generate,

    /// <summary><c>{"generationId","apiCreditCost":1}</c></summary>
    Bare,

    /// <summary><c>{"sdGenerationJob":{"generationId"}}</c></summary>
    ImageJob,

    /// <summary><c>{"motionVideoGenerationJob":{"generationId"}}</c></summary>
    MotionJob,
}
