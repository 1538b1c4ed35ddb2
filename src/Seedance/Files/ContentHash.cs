using System.Security.Cryptography;

namespace Seedance;

/// <summary>SHA-256 in lower-case hex: what tells contents apart, wherever Seedance remembers one.</summary>
internal sealed class ContentHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Add(byte[] buffer, int count) => _hash.AppendData(buffer, 0, count);

    /// <summary>The hash of all that was added; it begins anew.</summary>
    public string Take() => string.Concat(_hash.GetHashAndReset().Select(value => value.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));

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
        var buffer = new byte[81920];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 4096, FileOptions.Asynchronous | FileOptions.SequentialScan);
        while (await file.ReadAsync(buffer, 0, buffer.Length, cancellationToken) is > 0 and var read)
        {
            hash.Add(buffer, read);
        }

        return hash.Take();
    }
}
