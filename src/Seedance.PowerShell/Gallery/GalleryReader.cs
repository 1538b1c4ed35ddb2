using System.Text;
using Seedance.Downloads;
using Seedance.Errors;
using Seedance.Generations;
using Seedance.Journal;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Gallery;

/// <summary>Gathers the entries of a gallery. What is given twice is shown once.</summary>
/// <param name="warn">Called for each file beside a video that is not a sidecar.</param>
internal sealed class GalleryReader(Action<string> warn)
{
    private const string VideoExtension = ".mp4";

    private readonly List<GalleryEntry> _entries = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public IReadOnlyList<GalleryEntry> Entries => _entries;

    /// <summary>Whether a path is that of a video, or of the sidecar of one.</summary>
    public static bool IsVideo(string path) => HasExtension(path, VideoExtension) || HasExtension(path, VideoSidecar.PathOf(VideoExtension));

    /// <summary>Adds the videos of a folder, also those of which only the sidecar is left.</summary>
    public void AddFolder(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder).Where(IsVideo).OrderBy(path => path, StringComparer.Ordinal))
        {
            AddVideo(path);
        }
    }

    /// <summary>Adds a video by its path, or by the path of its sidecar.</summary>
    public void AddVideo(string path)
    {
        var video = HasExtension(path, VideoExtension) ? path : path.Substring(0, path.Length - VideoSidecar.PathOf(string.Empty).Length);
        if (IsNew(video))
        {
            var details = ReadSidecar(video);
            var created = File.Exists(video) ? new DateTimeOffset(File.GetLastWriteTimeUtc(video)) : default;
            _entries.Add(Saved(video, details ?? new SeedanceJob { Key = string.Empty, SubmittedAt = created }, details));
        }
    }

    /// <summary>Adds a generation. What the sidecar of its video says is more than it knows itself.</summary>
    public void Add(SeedanceGeneration generation)
    {
        if (!IsNew(generation.Path ?? generation.Id))
        {
            return;
        }

        var sidecar = generation.Path is { } path && ReadSidecar(path) is { } read && read.Id == generation.Id ? read : null;
        var details = sidecar ?? Describe(generation);
        var entry = generation.Path is { } video ? Saved(video, details, sidecar) : new GalleryEntry { Details = details, Status = generation.Status };
        _entries.Add(entry with
        {
            JobKey = generation.JobKey,
            Failure = entry.Failure ?? (generation.Status == GenerationStatus.Failed ? Messages.FailureReason(generation) : null),
        });
    }

    /// <summary>Adds a job of the journal.</summary>
    public void Add(SeedanceJob job)
    {
        var saved = job.Status == JobStatus.Saved ? job.Path : null;
        if (!IsNew(saved ?? job.Id ?? job.Key))
        {
            return;
        }

        var entry = saved is { } video ? Saved(video, job, ReadSidecar(video) is { } read && read.Id == job.Id ? read : null) : new GalleryEntry { Details = job, Status = job.Status };
        _entries.Add(entry with
        {
            JobKey = job.Request is null || job.IsUnsettled ? null : job.Key,
            Failure = entry.Failure ?? job.Failure ?? (job.Status == JobStatus.Unknown ? ModuleMessages.ResponseLost : null),
        });
    }

    private static GalleryEntry Saved(string video, SeedanceJob details, SeedanceJob? sidecar) => new()
    {
        Details = details,
        Status = File.Exists(video) ? JobStatus.Saved : GalleryEntry.Missing,
        Failure = File.Exists(video) ? null : ModuleMessages.VideoIsMissing(video),
        Video = video,
        Sidecar = sidecar?.Request is null ? null : VideoSidecar.PathOf(video),
    };

    private SeedanceJob? ReadSidecar(string video)
    {
        var path = VideoSidecar.PathOf(video);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            if (VideoSidecar.Read(File.ReadAllText(path, Encoding.UTF8)) is { } sidecar)
            {
                return sidecar;
            }

            warn(ModuleMessages.NotASidecar(path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            warn(Messages.UnreadableFile(path, failure));
        }

        return null;
    }

    private static SeedanceJob Describe(SeedanceGeneration generation) => new()
    {
        Key = generation.JobKey ?? string.Empty,
        Id = generation.Id,
        SubmittedAt = generation.CreatedAt ?? default,
        Model = generation.Model,
        Prompt = generation.Prompt,
        Seed = generation.Seed,
        Duration = generation.Duration,
        Width = generation.Width,
        Height = generation.Height,
        Cost = generation.Cost,
        Credits = generation.Credits,
        Account = generation.IsSimulated ? SeedanceJob.SandboxAccount : null,
        SourcePath = generation.SourcePath,
    };

    private bool IsNew(string key) => _known.Add(key);

    private static bool HasExtension(string path, string extension) => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase);
}
