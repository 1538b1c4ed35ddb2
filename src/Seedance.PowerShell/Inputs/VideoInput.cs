namespace Seedance.PowerShell.Inputs;

/// <summary>One input: what $_ is in script blocks, and its file where it is one.</summary>
/// <param name="Source">The input as the user gave it, or the file that a wildcard found.</param>
/// <param name="File">The full path of its file; null when it is none.</param>
internal sealed record VideoInput(object? Source, string? File = null);
