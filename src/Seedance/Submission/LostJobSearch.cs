namespace Seedance.Submission;

/// <summary>The result of looking for lost jobs.</summary>
/// <param name="Found">The generations, by the keys of their journal entries.</param>
/// <param name="Ambiguous">The keys of entries for which the list shows a job that could as well be another entry's.</param>
/// <param name="Failure">Why the list could not be read the last time; null when it could.</param>
internal sealed record LostJobSearch(IReadOnlyDictionary<string, SeedanceGeneration> Found, IReadOnlyCollection<string> Ambiguous, SeedanceException? Failure)
{
    /// <summary>The error for a job that was not found.</summary>
    public SubmissionUnknownException NotFound(SeedanceJob job, SeedanceException? cause) => new(job, cause, Failure, Ambiguous.Contains(job.Key));
}
