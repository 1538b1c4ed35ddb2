namespace Seedance.Submission;

/// <summary>An input under a name.</summary>
/// <param name="Key">Its key in the journal.</param>
/// <param name="Request">Its request, with the local files hashed.</param>
internal sealed record NamedInput(string Key, SeedanceRequest Request);
