using Microsoft.CodeAnalysis;

namespace System;

/// <summary>A part of a list, as in <c>list[1..^1]</c>, for .NET Framework, which lacks this type.</summary>
[Embedded]
internal readonly struct Range(Index start, Index end)
{
    public Index Start { get; } = start;

    public Index End { get; } = end;
}
