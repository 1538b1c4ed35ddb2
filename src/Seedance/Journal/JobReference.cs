namespace Seedance.Journal;

/// <summary>What a prompt calls a reference, and which it is.</summary>
/// <param name="Name">Such as Image 1.</param>
/// <param name="Source">Its file, ID or address.</param>
internal sealed record JobReference(string Name, string Source);
