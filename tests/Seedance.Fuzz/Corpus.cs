namespace Seedance.Fuzz;

/// <summary>The inputs that are kept in the repository: known ones, and each that was once a fault.</summary>
internal static class Corpus
{
    /// <summary>The inputs of a target, always in the same order.</summary>
    public static IReadOnlyList<byte[]> Read(string target) =>
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Corpus", target)).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    /// <summary>One input of a target.</summary>
    public static byte[] Read(string target, string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Corpus", target, name));
}
