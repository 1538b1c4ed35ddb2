using System.Security.Cryptography;

namespace Seedance;

/// <summary>SHA-256 in lower-case hex: what tells contents apart, wherever Seedance remembers one.</summary>
internal sealed class ContentHash : IDisposable
{
    private const int LargestBuffer = 81920;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Add(byte[] buffer, int count) => _hash.AppendData(buffer, 0, count);

    /// <summary>The hash of all that was added; it begins anew.</summary>
    public string Take() => ToHex(_hash.GetHashAndReset()).ToLowerInvariant();

    public void Dispose() => _hash.Dispose();

    public static string Of(byte[] content)
    {
        using var hash = new ContentHash();
        hash.Add(content, content.Length);
        return hash.Take();
    }

    public static async Task<string> OfFileAsync(string path, CancellationToken cancellationToken)
    {
        using var hash = new ContentHash();
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
        var buffer = new byte[Math.Min(file.Length + 1, LargestBuffer)];
        while (await file.ReadAsync(buffer, 0, buffer.Length, cancellationToken) is > 0 and var read)
        {
            hash.Add(buffer, read);
        }

        return hash.Take();
    }

#if NET
    private static string ToHex(byte[] hash) => Convert.ToHexString(hash);
#else
    private static string ToHex(byte[] hash) => BitConverter.ToString(hash).Replace("-", "");
#endif
}
