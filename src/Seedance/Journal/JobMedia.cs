namespace Seedance.Journal;

/// <summary>A local file that a job was made with.</summary>
internal sealed record JobMedia(string? Id, string File, string? Sha256);
