namespace Seedance.PowerShell.Completion;

/// <summary>A value that completion offers.</summary>
/// <param name="Value">The value.</param>
/// <param name="Tooltip">What the value is.</param>
/// <param name="IsText">Whether it is quoted unless it is a plain word: PowerShell reads 007 as 7.</param>
internal sealed record Suggestion(string Value, string Tooltip, bool IsText = false);
