namespace Seedance.Sandbox;

/// <summary>How the simulator behaves. <c>Connect-Seedance -Sandbox</c> uses the defaults; tests change them.</summary>
internal sealed record SandboxOptions
{
    /// <summary>The root of the API, without the version.</summary>
    public Uri ApiRoot { get; init; } = new("https://sandbox.seedance.invalid/api/rest");

    /// <summary>Where files are uploaded to and videos are downloaded from. As with the service, it is not the API's host.</summary>
    public Uri StorageRoot { get; init; } = new("https://storage.seedance.invalid");

    /// <summary>The only API key that is accepted; null accepts any key.</summary>
    public string? ApiKey { get; init; }

    /// <summary>How long a job runs once it has a slot.</summary>
    public TimeSpan JobDuration { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>How long a complete job has no video URL yet.</summary>
    public TimeSpan VideoLag { get; init; }

    /// <summary>How long an upload form is valid.</summary>
    public TimeSpan UploadFormLifetime { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long after its upload a video or audio file becomes usable.</summary>
    public TimeSpan MediaReadyAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many jobs run at the same time, as reported by the account. Other jobs are queued.</summary>
    public int ConcurrencySlots { get; init; } = 10;

    /// <summary>How many jobs really run at the same time; null means <see cref="ConcurrencySlots"/>.</summary>
    public int? Workers { get; init; }

    /// <summary>How many jobs can be queued. Further jobs are rejected with 429.</summary>
    public int QueueLimit { get; init; } = 10_000;

    /// <summary>How many jobs, and how many uploads, are kept. The oldest are removed first, but never before they have ended.</summary>
    public int MaxRecords { get; init; } = 10_000;

    /// <summary>Whether the account's list contains its jobs. It is not documented whether the service's list does.</summary>
    public bool ListShowsJobs { get; init; } = true;

    /// <summary>Whether the account's list contains the seeds of its jobs.</summary>
    public bool ListShowsSeeds { get; init; } = true;

    /// <summary>The credits of the account; null is unlimited.</summary>
    public decimal? Credits { get; init; }

    public CreateResponseShape CreateResponseShape { get; init; }

    /// <summary>Opens an MP4 for a download. The stream must be seekable, and <see cref="Stream.SetLength"/> must be able to shorten it.</summary>
    public Func<byte[], Stream> OpenVideo { get; init; } = video => new MemoryStream(video);

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
