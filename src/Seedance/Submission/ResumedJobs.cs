namespace Seedance.Submission;

/// <summary>What became of jobs that were resumed.</summary>
/// <param name="Generations">The generations, oldest first.</param>
/// <param name="Failures">An error for each job that could not be found, or that belongs to another account.</param>
internal sealed record ResumedJobs(IReadOnlyList<SeedanceGeneration> Generations, IReadOnlyList<SeedanceException> Failures);
