using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Costs;

/// <summary>The sum below a table of costs. PowerShell's tables have no footer, so it is part of the last row: the one after which all rows are shown.</summary>
/// <param name="isSimulated">Whether nothing is paid.</param>
internal sealed class CostTable(bool isSimulated)
{
    private readonly HashSet<SeedanceCost> _shown = new(new ByReference());

    /// <summary>What the rows cost together.</summary>
    public CostSum Sum { get; set; }

    /// <summary>A row is shown.</summary>
    /// <returns>The text below it; null when there is none. Sorted rows end with the sum too, and a part of them has none.</returns>
    public string? Footer(SeedanceCost row)
    {
        _shown.Add(row);
        if (_shown.Count < Sum.Jobs)
        {
            return null;
        }

        _shown.Clear();
        return CostText.Total(Sum, isSimulated);
    }

    /// <summary>Equal rows are rows of their own.</summary>
    private sealed class ByReference : IEqualityComparer<SeedanceCost>
    {
        public bool Equals(SeedanceCost? one, SeedanceCost? other) => ReferenceEquals(one, other);

        public int GetHashCode(SeedanceCost row) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(row);
    }
}
