namespace Seedance.Fuzz;

/// <summary>Lets a target read its corpus, and then changed inputs, until one of them is a fault.</summary>
internal static class Fuzzer
{
    /// <param name="target">The code to test.</param>
    /// <param name="count">How many changed inputs to read.</param>
    /// <param name="seed">Determines all of them.</param>
    /// <param name="onProgress">Called with the number of inputs from time to time.</param>
    public static FuzzReport Run(IFuzzTarget target, long count, int seed, Action<long>? onProgress = null)
    {
        const int progressInterval = 100_000;
        var corpus = Corpus.Read(target.Name);
        var mutator = new Mutator(corpus);
        var random = new Random(seed);
        var typed = new Dictionary<string, long>();
        long inputs = 0;
        foreach (var input in corpus.Concat(Changed()))
        {
            inputs++;
            try
            {
                target.Read(input, exception => typed[exception.GetType().Name] = typed.GetValueOrDefault(exception.GetType().Name) + 1);
            }
            catch (Exception untyped)
            {
                return new FuzzReport(inputs, typed, (input, untyped));
            }

            if (inputs % progressInterval == 0)
            {
                onProgress?.Invoke(inputs);
            }
        }

        return new FuzzReport(inputs, typed, null);

        IEnumerable<byte[]> Changed()
        {
            for (long index = 0; index < count; index++)
            {
                yield return mutator.Next(random);
            }
        }
    }

    /// <summary>Reads one input.</summary>
    public static Exception? Read(IFuzzTarget target, byte[] input)
    {
        try
        {
            target.Read(input, _ => { });
            return null;
        }
        catch (Exception untyped)
        {
            return untyped;
        }
    }
}
