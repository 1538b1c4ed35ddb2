namespace Seedance.Tests;

/// <summary>A Unicode scalar value, which .NET Framework has no type for.</summary>
/// <param name="Value">Its number; 0xFFFD for half a surrogate pair.</param>
internal readonly record struct Rune(int Value);
