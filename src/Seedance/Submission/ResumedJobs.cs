namespace Seedance.Submission;

/// <summary>What became of jobs that were resumed.</summary>
/// <param name="Generations">The generations, oldest first.</param>
/// <param name="Lost">An error for each job that could not be found.</param>
internal sealed record ResumedJobs(IReadOnlyList<SeedanceGeneration> Generations, IReadOnlyList<SubmissionUnknownException> Lost);
