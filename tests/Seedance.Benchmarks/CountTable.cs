using System.Globalization;

namespace Seedance.Benchmarks;

/// <summary>What was counted, one count a line.</summary>
internal sealed class CountTable
{
    private readonly Table _table = new("count");

    public void Add(string measure, int count) => _table.Add(measure, count.ToString("N0", CultureInfo.InvariantCulture));

    /// <summary>Adds the sum, and below it each kind.</summary>
    public void AddAll(string measure, IReadOnlyDictionary<string, int> counts)
    {
        Add(measure, counts.Values.Sum());
        foreach (var (kind, count) in counts.OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            Add($"  {kind}", count);
        }
    }

    public override string ToString() => _table.ToString();
}
