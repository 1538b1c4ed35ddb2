using System.Globalization;
using System.Security.Cryptography;

namespace Seedance.Sandbox;

/// <summary>A SHA-256 of what is added piece by piece.</summary>
internal sealed class Sha256 : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Add(byte[] bytes) => Add(bytes, bytes.Length);

    public void Add(byte[] bytes, int count) => _hash.AppendData(bytes, 0, count);

    /// <summary>Lower-case hex; to be asked for once, at the end.</summary>
    public override string ToString() => string.Concat(_hash.GetHashAndReset().Select(value => value.ToString("x2", CultureInfo.InvariantCulture)));

    public void Dispose() => _hash.Dispose();
}
