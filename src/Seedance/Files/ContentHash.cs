using System.Buffers;
using System.Security.Cryptography;

namespace Seedance;

/// <summary>SHA-256 in lower-case hex: what tells contents apart, wherever Seedance remembers one.</summary>
internal static class ContentHash
{
    private const int BufferSize = 81920;

    public static string Of(byte[] content)
    {
        using var hash = Begin();
        hash.AppendData(content, 0, content.Length);
        return End(hash);
    }

    /// <summary>Of all that is read from here on.</summary>
    public static string Of(Stream content, CancellationToken cancellationToken)
    {
        using var hash = Begin();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (content.Read(buffer, 0, BufferSize) is > 0 and var read)
            {
                cancellationToken.ThrowIfCancellationRequested();
                hash.AppendData(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return End(hash);
    }

    public static Task<string> OfFileAsync(string path, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
            return Of(file, cancellationToken);
        },
        cancellationToken);

    private static IncrementalHash Begin() => IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private static string End(IncrementalHash hash) => ToHex(hash.GetHashAndReset()).ToLowerInvariant();

#if NET
    private static string ToHex(byte[] hash) => Convert.ToHexString(hash);
#else
    private static string ToHex(byte[] hash) => BitConverter.ToString(hash).Replace("-", "");
#endif
}
