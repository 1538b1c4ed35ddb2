using System.Globalization;

namespace Seedance.Benchmarks;

/// <summary>What is promised of a figure, and whether it holds.</summary>
internal sealed record Promise(string Text, bool IsKept)
{
    /// <summary>Our figure is no more than so many times the peer's.</summary>
    public static Promise Ratio(string what, double ours, double peers, double most) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{what}: {ours / peers:0.00} times, {most:0.00} at most"), ours <= most * peers);

    /// <summary>Memory grew by no more than so many bytes beyond the peer's.</summary>
    public static Promise Growth(string what, long bytes, long most) =>
        new($"{what}: {ByteSize.Megabytes(bytes)}, {ByteSize.Megabytes(most)} at most", bytes <= most);

    /// <summary>Prints a line for each.</summary>
    /// <returns>Whether all are kept.</returns>
    public static bool Print(params IReadOnlyList<Promise> promises)
    {
        Console.WriteLine();
        foreach (var promise in promises)
        {
            Console.WriteLine(promise);
        }

        return promises.All(promise => promise.IsKept);
    }

    public override string ToString() => $"{Text}: {(IsKept ? "kept" : "BROKEN")}";
}
