namespace Seedance.Benchmarks;

/// <summary>Figures in columns, one measure a line.</summary>
internal sealed class Table(params string[] columns)
{
    private readonly List<string[]> _lines = [["", .. columns]];

    /// <param name="measure">What was measured.</param>
    /// <param name="figures">One for each column; null where there is none.</param>
    public void Add(string measure, params string?[] figures) => _lines.Add([measure, .. figures.Select(figure => figure ?? "-")]);

    public override string ToString()
    {
        var widths = Enumerable.Range(0, _lines[0].Length).Select(column => _lines.Max(line => line[column].Length)).ToList();
        return string.Join(Environment.NewLine, _lines.Select(line =>
            string.Join("   ", line.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column])))));
    }
}
