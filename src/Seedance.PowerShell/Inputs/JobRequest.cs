using Seedance.Journal;
using Seedance.Media;
using Seedance.PowerShell.Text;
using Seedance.Requests;

namespace Seedance.PowerShell.Inputs;

/// <summary>Makes the request of a job again, from what the journal or a sidecar recorded of it.</summary>
internal static class JobRequest
{
    /// <summary>The draft of the job's request: the same settings, the same files.</summary>
    /// <param name="job">The job.</param>
    /// <param name="allowsUnknownModel">Whether a model that the table lacks is accepted.</param>
    /// <exception cref="SeedanceException">It can't be made exactly: the job may still run, or a file is gone or has changed.</exception>
    public static SeedanceRequest Read(SeedanceJob job, bool allowsUnknownModel = true)
    {
        if (job.IsUnsettled)
        {
            throw new UnsupportedInputException(ModuleMessages.JobMayExist(job), Recommendations.SettleJob(job));
        }

        var request = job.Request ?? throw new UnsupportedInputException(ModuleMessages.JobWithoutRequest(job));
        var draft = RequestReader.Read(request, allowsUnknownModel).WithMediaAsync(media => Task.FromResult(Restore(job, media))).GetAwaiter().GetResult();

        // A seed that was drawn is recorded beside the request.
        return draft with { Seed = draft.Seed ?? job.Seed };
    }

    /// <summary>The draft of a saved video's request. A sidecar has only the names of the local files: where they are is known to the journal, and otherwise they are in the current folder.</summary>
    /// <param name="sidecar">What the sidecar says.</param>
    /// <param name="folder">The current folder.</param>
    /// <param name="allowsUnknownModel">Whether a model that the table lacks is accepted.</param>
    /// <exception cref="SeedanceException">It can't be made exactly: a file is gone or has changed.</exception>
    public static SeedanceRequest ReadSidecar(SeedanceJob sidecar, string folder, bool allowsUnknownModel)
    {
        var known = sidecar.Media.Count == 0 ? [] : AllJobs.Find(sidecar.Id!)?.Media ?? [];
        return Read(sidecar with { Media = [.. sidecar.Media.Select(Locate)] }, allowsUnknownModel);

        JobMedia Locate(JobMedia media) => media with
        {
            File = known.FirstOrDefault(file => file.Id == media.Id && file.Sha256 == media.Sha256)?.File ?? Path.Combine(folder, media.File),
        };
    }

    private static SeedanceMedia Restore(SeedanceJob job, SeedanceMedia media)
    {
        if (media.Base64 is not null)
        {
            throw new UnsupportedInputException(ModuleMessages.JobWithInlineImage(job));
        }

        return job.Media.FirstOrDefault(file => file.Id == media.Id) is { } recorded ? Open(recorded) : media;
    }

    private static SeedanceMedia Open(JobMedia recorded)
    {
        var media = MediaFile.Open(recorded.File);
        return MediaUploads.HashAsync(media, CancellationToken.None).GetAwaiter().GetResult() is var hashed && hashed.Sha256 == recorded.Sha256
            ? hashed
            : throw new InvalidMediaException(recorded.File, ModuleMessages.FileHasChanged(recorded.File));
    }
}
