namespace Seedance.Benchmarks;

/// <summary>Arguments that no benchmark takes.</summary>
internal sealed class UsageException(string message) : Exception(message);
