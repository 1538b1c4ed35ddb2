using Microsoft.CodeAnalysis;

namespace System;

/// <summary>A position from the start or, as in <c>list[^1]</c>, from the end, for .NET Framework, which lacks this type.</summary>
[Embedded]
internal readonly struct Index(int value, bool fromEnd = false)
{
    public int GetOffset(int length) => fromEnd ? length - value : value;

    public static implicit operator Index(int value) => new(value);
}
