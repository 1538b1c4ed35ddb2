using System.Globalization;
using System.Security.Cryptography;

namespace Seedance.Sandbox.Storage;

/// <summary>Computes a SHA-256 incrementally.</summary>
internal sealed class Sha256 : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Append(byte[] bytes) => Append(bytes, bytes.Length);

    public void Append(byte[] bytes, int count) => _hash.AppendData(bytes, 0, count);

    /// <summary>The hash in lower-case hex. Starts over afterwards.</summary>
    public string GetHex() => string.Concat(_hash.GetHashAndReset().Select(value => value.ToString("x2", CultureInfo.InvariantCulture)));

    public void Dispose() => _hash.Dispose();
}
