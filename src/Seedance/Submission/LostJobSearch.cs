namespace Seedance.Submission;

/// <summary>The result of looking for lost jobs.</summary>
/// <param name="Found">The generations, by the keys of their journal entries.</param>
/// <param name="Failure">Why the list could not be read the last time; null when it could.</param>
internal sealed record LostJobSearch(IReadOnlyDictionary<string, SeedanceGeneration> Found, SeedanceException? Failure);
