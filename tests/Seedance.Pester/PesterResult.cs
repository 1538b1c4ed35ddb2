namespace Seedance.Pester;

/// <summary>What Pester says of one case of an It.</summary>
internal sealed record PesterResult(int Line, string Name, string Outcome, double Seconds, IReadOnlyList<string> Errors);
