namespace Seedance;

/// <summary>Chance for pauses; nothing here is a secret.</summary>
internal static class Jitter
{
#if NET
    /// <summary>0 up to 1.</summary>
    public static double Next() => Random.Shared.NextDouble();
#else
    [ThreadStatic]
    private static Random? _random;

    /// <summary>0 up to 1.</summary>
    public static double Next() => (_random ??= new Random(Guid.NewGuid().GetHashCode())).NextDouble();
#endif
}
