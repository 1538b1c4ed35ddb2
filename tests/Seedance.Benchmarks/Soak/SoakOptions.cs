using System.Globalization;

namespace Seedance.Benchmarks;

/// <summary>How many jobs, over how many minutes, and from which seed the faults are drawn.</summary>
internal sealed record SoakOptions(int Jobs, int Minutes, int Seed)
{
    public const string Usage = "[--jobs 2000] [--minutes 20] [--seed 1]";

    /// <summary>How many sessions run at once.</summary>
    public const int Workers = 3;

    /// <summary>How long the jobs are spread over.</summary>
    public TimeSpan Duration => TimeSpan.FromMinutes(Minutes);

    /// <exception cref="UsageException">The arguments are none of <see cref="Usage"/>.</exception>
    public static SoakOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new SoakOptions(2000, 20, 1);
        foreach (var pair in arguments.Chunk(2))
        {
            options = pair switch
            {
                ["--jobs", var text] when Number(text) is >= Workers and var jobs => options with { Jobs = jobs },
                ["--minutes", var text] when Number(text) is > 0 and var minutes => options with { Minutes = minutes },
                ["--seed", var text] when Number(text) is { } seed => options with { Seed = seed },
                _ => throw new UsageException($"'{string.Join(' ', pair)}' is not known."),
            };
        }

        return options;
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
