using System.Globalization;

namespace Seedance.Benchmarks;

/// <summary>How large a file, and how often.</summary>
internal sealed record TransferOptions(long Size, int Runs)
{
    public const string Usage = "[--size 1GiB] [--runs 15]";

    /// <exception cref="UsageException">The arguments are none of <see cref="Usage"/>.</exception>
    public static TransferOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new TransferOptions(1L << 30, 15);
        for (var rest = arguments.ToList(); rest.Count > 0; rest.RemoveRange(0, 2))
        {
            options = rest switch
            {
                ["--size", var size, ..] => options with { Size = ByteSize.Parse(size) },
                ["--runs", var text, ..] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var runs) && runs > 0 => options with { Runs = runs },
                _ => throw new UsageException($"'{string.Join(' ', rest)}' is not known."),
            };
        }

        return options;
    }
}
