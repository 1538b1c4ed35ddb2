using System.Security.Cryptography;
using System.Text;

namespace Seedance.Submission;

/// <summary>Makes the journal entry of a submission.</summary>
internal static class SubmissionPlanner
{
    private const int KeyLength = 32;

    /// <summary>A key that no other submission has. Keys sort by time.</summary>
    public static string NewKey(TimeProvider clock) =>
        FormattableString.Invariant($"{clock.GetUtcNow():yyyyMMdd'T'HHmmssfff}-{Guid.NewGuid():N}").Substring(0, KeyLength);

    /// <summary>The entry of a submission that is about to be made.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="ready">The request, whose media can be sent.</param>
    /// <param name="model">Its model.</param>
    /// <param name="options">What else is to be recorded.</param>
    public static SeedanceJob Plan(string key, SeedanceRequest ready, VideoModel model, SubmissionOptions options) => new()
    {
        Key = key,
        JobName = options.JobName,
        Model = model.Id,
        Reserved = options.Estimate.Reserve,
        Prompt = ready.Prompt,

        // A drawn seed identifies the job when its response is lost, and makes the video repeatable.
        Seed = ready.Seed ?? DrawSeed(model.Seed),
        IsSeedDrawn = ready.Seed is null,
        Duration = ready.Duration,
        Width = ready.Width,
        Height = ready.Height,
        Public = ready.Public,
        SourcePath = ready.SourcePath,
        Destination = options.Destination,
        Index = options.Index,
        Take = options.Take,
        References = [.. ReferenceNames.Of(ready).Select(reference => new JobReference(reference.Name, reference.Media.Path ?? reference.Media.ToString()))],
        Media = [.. ready.AllMedia.Where(media => media.Path is not null).Select(media => new JobMedia(media.Id, media.Path!, media.Sha256))],
        Request = Encoding.UTF8.GetString(RequestWriter.Write(ready.WithoutInlineData(), model)),
    };

    private static long DrawSeed(Bounds allowed)
    {
        var bytes = new byte[sizeof(uint)];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(bytes);
        return BitConverter.ToUInt32(bytes, 0) % (allowed.Max + 1);
    }
}
