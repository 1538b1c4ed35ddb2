namespace Seedance.Pwsh;

/// <summary>What a pwsh left.</summary>
public sealed record PwshResult(int ExitCode, string Output, string Error);
