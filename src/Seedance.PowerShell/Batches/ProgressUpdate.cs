namespace Seedance.PowerShell.Batches;

/// <summary>What a line of progress is to show.</summary>
/// <param name="Line">0 is the line of the pipeline; 1 and more are the transfers below it.</param>
/// <param name="Activity">What is in progress.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Percent">0 to 100, or -1.</param>
/// <param name="IsCompleted">Whether the line disappears.</param>
internal readonly record struct ProgressUpdate(int Line, string Activity, string Status, int Percent, bool IsCompleted);
