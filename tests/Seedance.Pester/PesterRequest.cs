namespace Seedance.Pester;

/// <summary>What a pwsh is asked to run.</summary>
/// <param name="Path">The file.</param>
/// <param name="ExcludedLines">Where the tests begin that are not run. Not the other way round: Pester runs a skipped test that a line names.</param>
internal sealed record PesterRequest(string Path, IReadOnlyList<int> ExcludedLines);
