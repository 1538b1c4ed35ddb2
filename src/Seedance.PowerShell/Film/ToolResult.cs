namespace Seedance.PowerShell.Film;

/// <summary>How a program has ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote, unless that was read line by line.</param>
/// <param name="ErrorLines">The last lines of its error stream.</param>
internal sealed record ToolResult(int ExitCode, string Output, IReadOnlyList<string> ErrorLines);
