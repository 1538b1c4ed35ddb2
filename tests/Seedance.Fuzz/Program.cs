using System.Globalization;
using System.Security.Cryptography;

namespace Seedance.Fuzz;

internal static class Program
{
    private const string Usage = """
        Usage: responses|media|rows [--count 1000000] [--seed 1]   Reads so many random inputs; a seed determines them.
               responses|media|rows --input FILE                   Reads one input, such as one that was saved as a fault.
        """;

    private static readonly IReadOnlyList<IFuzzTarget> _targets = [new ResponseTarget(), new MediaTarget(), new RowTarget()];

    /// <returns>0 when nothing untyped was thrown, 1 when something was, 2 when the arguments are not understood.</returns>
    private static int Main(string[] args)
    {
        var target = _targets.FirstOrDefault(known => args.Length > 0 && known.Name == args[0]);
        var options = args.Skip(1).Chunk(2).ToList();
        if (target is null || options.Exists(pair => pair.Length != 2))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        if (options.Find(pair => pair[0] == "--input") is [_, var file])
        {
            var failure = Fuzzer.Read(target, File.ReadAllBytes(file));
            Console.WriteLine(failure is null ? "No untyped exception." : failure.ToString());
            return failure is null ? 0 : 1;
        }

        if (options.Exists(pair => pair[0] is not ("--count" or "--seed") || !int.TryParse(pair[1], NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        return Run(target, Number("--count", 1_000_000), Number("--seed", 1));

        int Number(string name, int otherwise) =>
            options.Find(pair => pair[0] == name) is [_, var text] ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
    }

    private static int Run(IFuzzTarget target, int count, int seed)
    {
        var report = Fuzzer.Run(target, count, seed, inputs => Console.WriteLine($"  {inputs:N0}"));
        Console.WriteLine($"{target.Name}, seed {seed}: {report.Inputs:N0} inputs");
        foreach (var (type, times) in report.Typed.OrderBy(exception => exception.Key, StringComparer.Ordinal))
        {
            Console.WriteLine($"  {type}, as documented: {times:N0}");
        }

        if (report.Fault is not var (input, exception))
        {
            Console.WriteLine("  untyped: 0");
            return 0;
        }

        var file = Path.GetFullPath($"fault-{target.Name}-{Convert.ToHexStringLower(SHA256.HashData(input))[..8]}.bin");
        File.WriteAllBytes(file, input);
        Console.WriteLine($"  untyped: 1, saved as {file}");
        Console.WriteLine(exception);
        return 1;
    }
}
