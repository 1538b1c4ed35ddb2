namespace Seedance.Api;

/// <summary>Random numbers that spread delays, so that many clients do not return at the same moment.</summary>
internal static class Jitter
{
#if NET
    /// <summary>At least 0 and less than 1.</summary>
    public static double Next() => Random.Shared.NextDouble();
#else
    [ThreadStatic]
    private static Random? _random;

    /// <summary>At least 0 and less than 1.</summary>
    public static double Next() => (_random ??= new Random(Guid.NewGuid().GetHashCode())).NextDouble();
#endif
}
