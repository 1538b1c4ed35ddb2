namespace Seedance.Tests;

/// <summary>What .NET Framework's Array does not have.</summary>
internal static class ArrayExtensions
{
    extension(Array)
    {
        public static void Fill<T>(T[] array, T value, int start, int count) => array.AsSpan(start, count).Fill(value);
    }
}
