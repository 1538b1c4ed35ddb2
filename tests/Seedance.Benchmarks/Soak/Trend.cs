namespace Seedance.Benchmarks;

/// <summary>How a figure changes over a run. The first fifth is the warm-up.</summary>
/// <param name="First">The median of the second fifth; NaN when nothing was read in it.</param>
/// <param name="Last">The median of the last fifth.</param>
/// <param name="Peak">The highest of all.</param>
internal sealed record Trend(double First, double Last, double Peak)
{
    public double Change => Last - First;

    public static Trend Of(IReadOnlyList<(TimeSpan At, double Value)> figures)
    {
        if (figures.Count == 0)
        {
            return new(double.NaN, double.NaN, double.NaN);
        }

        var fifth = figures[^1].At / 5;
        return new(MedianBetween(fifth, fifth * 2), MedianBetween(fifth * 4, fifth * 5), figures.Max(figure => figure.Value));

        double MedianBetween(TimeSpan from, TimeSpan to)
        {
            var samples = new Samples();
            var window = figures.Where(figure => figure.At >= from && figure.At <= to).ToList();
            window.ForEach(figure => samples.Add(figure.Value));
            return window.Count == 0 ? double.NaN : samples.Median;
        }
    }

    /// <summary>Both medians, for a table.</summary>
    public string Describe(Func<double, string> write) => $"{write(First)} -> {write(Last)}";
}
