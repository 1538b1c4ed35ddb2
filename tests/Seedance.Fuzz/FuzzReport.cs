namespace Seedance.Fuzz;

/// <summary>The result of a run.</summary>
/// <param name="Inputs">How many inputs were read.</param>
/// <param name="Typed">How often each documented exception was thrown.</param>
/// <param name="Fault">The first input that was a fault, and its exception; null when there was none.</param>
internal sealed record FuzzReport(long Inputs, IReadOnlyDictionary<string, long> Typed, (byte[] Input, Exception Exception)? Fault);
