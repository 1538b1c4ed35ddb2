namespace System.Runtime.CompilerServices;

/// <summary>What the compiler calls for a range of an array; .NET Framework does not have it.</summary>
internal static class RuntimeHelpers
{
    public static T[] GetSubArray<T>(T[] array, Range range)
    {
        var (offset, length) = range.GetOffsetAndLength(array.Length);
        return array.AsSpan(offset, length).ToArray();
    }
}
