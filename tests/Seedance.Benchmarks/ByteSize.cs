using System.Globalization;

namespace Seedance.Benchmarks;

/// <summary>Numbers of bytes, as people write them.</summary>
internal static class ByteSize
{
    private static readonly (string Unit, long Bytes)[] _units =
    [
        ("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10),
        ("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1_000), ("", 1),
    ];

    /// <summary>1GiB, 250 MB, 4096 …</summary>
    /// <exception cref="UsageException">It is no size.</exception>
    public static long Parse(string text)
    {
        var (unit, bytes) = _units.First(known => text.EndsWith(known.Unit, StringComparison.OrdinalIgnoreCase));
        return long.TryParse(text[..^unit.Length], NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var count) && count > 0 && count <= long.MaxValue / bytes
            ? count * bytes
            : throw new UsageException($"'{text}' is no size. Write 1GiB, 250MB or a number of bytes.");
    }

    public static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");
}
