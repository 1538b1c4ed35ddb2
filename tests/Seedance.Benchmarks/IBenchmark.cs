namespace Seedance.Benchmarks;

/// <summary>One thing that the client does: what it costs, and whether it costs no more than is promised.</summary>
internal interface IBenchmark
{
    /// <summary>The verb on the command line.</summary>
    string Name { get; }

    /// <summary>What may come behind the verb, and what it does.</summary>
    string Usage { get; }

    /// <summary>Measures and prints.</summary>
    /// <returns>Whether every promise is kept.</returns>
    /// <exception cref="UsageException">The arguments are none of <see cref="Usage"/>.</exception>
    Task<bool> RunAsync(IReadOnlyList<string> arguments);
}
