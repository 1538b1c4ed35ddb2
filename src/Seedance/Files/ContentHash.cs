using System.Buffers;
using System.Security.Cryptography;

namespace Seedance.Files;

/// <summary>SHA-256 in lower-case hex, which identifies content wherever Seedance stores a hash.</summary>
internal static class ContentHash
{
    private const int BufferSize = 81920;

    public static string Compute(byte[] content)
    {
        using var hash = Begin();
        hash.AppendData(content, 0, content.Length);
        return End(hash);
    }

    /// <summary>The hash of the rest of the stream.</summary>
    public static string Compute(Stream content, CancellationToken cancellationToken)
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

    public static Task<string> ComputeFileAsync(string path, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
            return Compute(file, cancellationToken);
        },
        cancellationToken);

    private static IncrementalHash Begin() => IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private static string End(IncrementalHash hash) => ToHex(hash.GetHashAndReset());

#if NET
    /// <summary>A hash as lower-case hex.</summary>
    public static string ToHex(byte[] hash) => Convert.ToHexString(hash).ToLowerInvariant();
#else
    /// <summary>A hash as lower-case hex.</summary>
    public static string ToHex(byte[] hash) => BitConverter.ToString(hash).Replace("-", string.Empty).ToLowerInvariant();
#endif
}
